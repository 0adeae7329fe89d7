using Beejan.Functions.Hosting;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.ApplicationInsights;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>What reaches Application Insights from the app as it runs: one run of it, in which things go well and wrong.</summary>
internal sealed class ArrivalTests
{
    private const string Calls = "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,0803 123 4567,Ngozi,Network,No signal,open\nbroken\n";
    private const string WrongBlob = "raw/calllogs/2026/11/02/no-raw-name.csv";

    private WatchedApp _watched = null!;

    private IngestionDouble Ingestion => _watched.Ingestion;

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        _watched = await WatchedApp.StartAsync();
        var app = _watched.App;
        Assert.That(await _watched.PostAsync(WatchedApp.Comment("9_1", "No network")), Is.EqualTo(200));
        await app.DropAsync("calllogs/lagos/monday.csv", Calls);
        await app.IngestAsync();
        await app.IngestAsync("IngestForms"); // there is no table yet
        await app.PutRawAsync(WrongBlob["raw/".Length..], "x");
        await Eventually.Is(async () => (await app.Client.ReadStatusAsync(CancellationToken.None)).Poison == 1, "the blob was given up on", 30);
        await _watched.ArrivesAsync(ingestion => ingestion.Events("LoadClosed").Count == 2, "both files were loaded");
        await app.StopAsync(); // the last of it is sent then
    }

    [OneTimeTearDown]
    public async Task DisposeAsync() => await _watched.DisposeAsync();

    [Test]
    public void From_webhook_to_load_everything_is_one_operation()
    {
        var accepted = Ingestion.Events("IntakeAccepted").Single();
        var closed = Ingestion.Events("BatchClosed").Single(batch => batch["Source"] == "social");
        var loaded = Ingestion.Events("LoadClosed").Single(load => load["Source"] == "social");
        Assert.That(accepted.OperationId, Does.Match("^[0-9a-f]{32}$"));
        Assert.That((closed.OperationId, loaded.OperationId), Is.EqualTo((accepted.OperationId, accepted.OperationId)));
        Assert.That(
            Ingestion.Of("Trace").Where(line => line.OperationId == accepted.OperationId).Select(line => line.Message.Split(' ')[0]).Distinct(),
            Is.SupersetOf(new[] { "Accepted", "Cleaned", "Loaded" }));
        Assert.That(new[] { accepted, closed, loaded }.Select(item => item["Function"]), Is.EqualTo(new[] { "ReceiveSocial", "CleanSocial", "LoadSocial" }));
        Assert.That(new[] { accepted, closed, loaded }.Select(item => item["InvocationId"]), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void From_timer_to_load_everything_is_one_operation_too_and_another()
    {
        var moved = Ingestion.Events("CursorMoved").Single(cursor => cursor["Source"] == "calllogs");
        var loaded = Ingestion.Events("LoadClosed").Single(load => load["Source"] == "calllogs");
        Assert.That(loaded.OperationId, Is.EqualTo(moved.OperationId).And.Not.EqualTo(Ingestion.Events("IntakeAccepted").Single().OperationId));
    }

    [Test]
    public void Events_bring_their_counts()
    {
        var closed = Ingestion.Events("BatchClosed").Single(batch => batch["Source"] == "calllogs");
        Assert.That(closed["Account"], Is.EqualTo("lagos"));
        Assert.That(
            closed.Measurements.Where(count => count.Key != "RuleVersion"),
            Is.EquivalentTo(new Dictionary<string, double> { ["Received"] = 2, ["Cleaned"] = 1, ["Duplicates"] = 0, ["Rejected"] = 1, ["Ignored"] = 0 }));
        var loaded = Ingestion.Events("LoadClosed").Single(load => load["Source"] == "calllogs");
        Assert.That((loaded.Measurements["RowsLoaded"], loaded.Measurements["Inserted"]), Is.EqualTo((1, 1)));
        Assert.That(loaded.Measurements["Duration"], Is.GreaterThan(0).And.LessThan(60));
        var share = Ingestion.Of("Metric", "RejectShare").Single(metric => metric["Source"] == "calllogs");
        Assert.That((share["Account"], share.Measurements["RejectShare"]), Is.EqualTo(("lagos", 0.5)));
        Assert.That(Ingestion.Events("FunctionRan").Select(ran => ran["Function"]), Does.Contain("IngestCallLogs"));
        Assert.That(Ingestion.Events("IntakeAccepted").Single().Measurements["Deliveries"], Is.EqualTo(1));
    }

    [Test]
    public void A_failed_blob_has_one_exception_for_each_try_with_all_that_is_known_of_it()
    {
        var failures = Ingestion.Of("Exception").Where(failure => failure["Function"] == "CleanCallLogs").ToList();
        Assert.That(failures.Select(failure => failure["InvocationId"]), Is.Unique.And.Exactly(5).Items, "host.json gives a blob five tries");
        Assert.That(failures.Select(failure => failure.Name).Distinct(), Is.EqualTo(new[] { "Beejan.Functions.Lake.WrongBlobException" }));
        Assert.That((failures[0]["Source"], failures[0]["Stage"], failures[0]["Path"], failures[0]["Cause"]), Is.EqualTo(("calllogs", "Clean", WrongBlob, "Data")));
        Assert.That(failures[0]["Hint"], Does.Contain("Check the event subscription"));
        Assert.That(failures[0].OperationId, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(Ingestion.Events("FunctionFailed").Select(failed => failed["Function"]), Has.None.EqualTo("CleanCallLogs"), "it ends in poison, which is told of by the sweep");
    }

    [Test]
    public async Task A_failed_invocation_leaves_a_note()
    {
        var notes = await _watched.App.ListAsync("state", "failures/");
        Assert.That(notes, Does.Contain($"failures/CleanCallLogs/{WrongBlob}.json").And.Contain("failures/IngestForms.json"));
    }

    [Test]
    public void Information_of_ours_arrives_and_of_others_warnings_only()
    {
        var lines = Ingestion.Of("Trace");
        Assert.That(lines.Where(line => line["CategoryName"].StartsWith("Beejan.", StringComparison.Ordinal)).Select(line => line.Message), Has.Some.StartsWith("Cleaned calllogs "));
        Assert.That(lines.Where(line => line.Message.StartsWith("Executing", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Everything_says_which_app_it_comes_from()
        => Assert.That(Ingestion.Received.Select(item => item.Role).Distinct(), Is.EqualTo(new[] { RoleName.Elsewhere }));
}
