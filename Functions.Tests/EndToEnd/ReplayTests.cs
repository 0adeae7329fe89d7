using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>An analyst edits the topic rules, and complaints of the past follow; the app loads while the replay cleans.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class ReplayTests(WarehouseEngine engine)
{
    private const string Export =
        """
        call_id,opened_at,customer_phone,agent,category,complaint,status
        CALL-1,2026-11-01 10:00,0803 123 4567,Ngozi,,The zorblax on my roof hums,open
        CALL-2,2026-11-01 11:00,,Ibrahim,Billing,Charged twice,open
        broken
        """;

    private TestApp _app = null!;
    private string _edited = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = await TestApp.StartAsync(engine);
        var rules = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, TopicRules.FileName));
        _edited = Path.GetTempFileName();
        var version = int.Parse(rules.Split('\n')[0].Replace("# version ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(_edited, $"# version {version + 1}" + rules[rules.IndexOf('\n', StringComparison.Ordinal)..].TrimEnd() + "\nantenna,zorblax,en\n");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        File.Delete(_edited);
    }

    [Test]
    public async Task Edited_rules_and_a_replay_change_the_past_once_and_nothing_else()
    {
        await _app.DropAsync("calllogs/monday.csv", Export);
        await _app.IngestAsync();
        await _app.SettleAsync();
        var before = (await _app.Client.TraceAsync("calllogs", "CALL-1", CancellationToken.None)).Single().Readings.Single();
        Assert.That(before.RecordNumber, Is.EqualTo(1));
        Assert.That(await _app.ListAsync("raw", before.RawFile["raw/".Length..]), Has.Count.EqualTo(1));

        await _app.StopAsync();
        await _app.StartAgainAsync(("Cleaning__TopicRules", _edited));
        var (code, said) = await _app.RunAsync(["replay", "calllogs"], ("Cleaning__TopicRules", _edited));
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("1 raw blobs were cleaned again, 0 had been already"));
        var status = await _app.SettleAsync();

        var calls = status.Sources.Single(source => source.Source == "calllogs");
        Assert.That((calls.Records.Received, calls.Records.Rejected, calls.Rows.Inserted, calls.Rows.Updated, calls.Rows.Unchanged, calls.IsBalanced), Is.EqualTo((3, 1, 0, 1, 1, true)));
        foreach (var container in new[] { "clean", "rejects" })
        {
            Assert.That((await _app.ListAsync(container, "calllogs/")).Single(), Does.Contain($".r{before.RuleVersion + 1}."));
        }

        var after = (await _app.Client.TraceAsync("calllogs", "CALL-1", CancellationToken.None)).Single().Readings;
        Assert.That(after.Select(reading => (reading.RuleVersion, reading.IsSuperseded, reading.IsNewest)), Is.EqualTo(new[] { (before.RuleVersion + 1, false, true), (before.RuleVersion, true, false) }));

        Assert.That((await _app.RunAsync(["replay", "calllogs"], ("Cleaning__TopicRules", _edited))).Said, Does.Contain("0 raw blobs were cleaned again, 1 had been already"));
        await using var warehouse = await _app.OpenWarehouseAsync();
        Assert.That(warehouse.Query("SELECT source_id, topic FROM mart.complaint ORDER BY source_id"), Is.EqualTo(["CALL-1|antenna", "CALL-2|billing"]));
        Assert.That(warehouse.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    [Test]
    public async Task What_can_not_be_replayed_is_said_in_a_sentence()
    {
        var (code, said) = await _app.RunAsync(["replay", "fax"]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("There is no source 'fax' to replay: there are calllogs, social, sms, forms.").And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_trace_of_nothing_is_not_found_and_wants_a_key()
    {
        Assert.That(await _app.Client.TraceAsync("calllogs", "CALL-9", CancellationToken.None), Is.Empty);
        using var http = new HttpClient { BaseAddress = _app.Address };
        Assert.That((int)(await http.GetAsync("api/trace/calllogs/CALL-9")).StatusCode, Is.EqualTo(401));
    }
}
