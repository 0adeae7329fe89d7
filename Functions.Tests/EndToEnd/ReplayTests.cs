using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>A rule is mended, and complaints of the past follow: through the app as it runs, over HTTP.</summary>
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

    private const string Layouts =
        """
        // version 1
        [{ "name": "tower", "columns": { "id": "Ref", "openedAt": "Opened", "text": "Words" }, "idPattern": "T-[0-9]+", "idInWords": "T- and digits", "dateOrder": "yearFirst" }]
        """;

    private TestApp _app = null!;
    private string _edited = null!;
    private string _layouts = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = await TestApp.StartAsync(engine);
        var rules = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, TopicRules.FileName));
        _edited = Path.GetTempFileName();
        var version = int.Parse(rules.Split('\n')[0].Replace("# version ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(_edited, $"# version {version + 1}" + rules[rules.IndexOf('\n', StringComparison.Ordinal)..].TrimEnd() + "\nantenna,zorblax,en\n");
        _layouts = Path.GetTempFileName();
        await File.WriteAllTextAsync(_layouts, Layouts);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        File.Delete(_edited);
        File.Delete(_layouts);
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
        var tried = await _app.ReplayAsync("""{"source": "calllogs"}""");
        Assert.That((tried.IsDryRun, tried.Blobs, tried.Inserted, tried.Updated, tried.Superseded, tried.Rejected, tried.Fixed, tried.StillBad), Is.EqualTo((true, 1, 0, 1, 0, 1, 0, 1)));
        var done = await _app.ReplayAsync("""{"source": "calllogs", "dryRun": false}""");
        Assert.That(done with { Id = tried.Id, RequestedAt = tried.RequestedAt, FinishedAt = tried.FinishedAt, IsDryRun = true, FailedExamples = tried.FailedExamples }, Is.EqualTo(tried));
        var status = await _app.SettleAsync();

        var calls = status.Sources.Single(source => source.Source == "calllogs");
        Assert.That((calls.Records.Received, calls.Records.Rejected, calls.Rows.Inserted, calls.Rows.Updated, calls.Rows.Unchanged, calls.IsBalanced), Is.EqualTo((3, 1, 0, 1, 1, true)));
        foreach (var container in new[] { "clean", "rejects" })
        {
            Assert.That((await _app.ListAsync(container, "calllogs/")).Single(), Does.Contain($".r{before.RuleVersion + 1}."));
        }

        var after = (await _app.Client.TraceAsync("calllogs", "CALL-1", CancellationToken.None)).Single().Readings;
        Assert.That(after.Select(reading => (reading.RuleVersion, reading.IsSuperseded, reading.IsNewest)), Is.EqualTo(new[] { (before.RuleVersion + 1, false, true), (before.RuleVersion, true, false) }));

        var again = await _app.ReplayAsync("""{"source": "calllogs", "dryRun": false}""");
        Assert.That((again.Blobs, again.Current, again.Updated), Is.EqualTo((0, 1, 0)));
        await using var warehouse = await _app.OpenWarehouseAsync();
        Assert.That(warehouse.Query("SELECT source_id, topic FROM mart.complaint ORDER BY source_id"), Is.EqualTo(["CALL-1|antenna", "CALL-2|billing"]));
        Assert.That(warehouse.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    [Test]
    public async Task A_file_that_was_refused_goes_through_after_the_fix_by_the_command_of_the_mail()
    {
        await _app.DropAsync("calllogs/tower.csv", "Ref,Opened,Words\nT-1,2026-11-01 10:00,No signal\nX-2,2026-11-01 11:00,Charged twice\nT-3,2026-11-01 12:00,No signal\n");
        await _app.IngestAsync();
        await _app.SettleAsync();
        var blob = "raw/" + (await _app.ListAsync("raw", "calllogs/")).Single();
        Assert.That((await _app.Client.ReadStatusAsync(CancellationToken.None)).Sources.Single(source => source.Source == "calllogs").Records, Is.EqualTo(new RecordCounts(3, 0, 0, 3, 0)));

        await _app.StopAsync();
        await _app.StartAgainAsync(("CallLogs__Layouts", _layouts));
        var done = await _app.ReplayAsync($$"""{"blob": "{{blob}}"}""");

        Assert.That((done.IsDryRun, done.Blobs, done.Inserted, done.Rejected, done.Fixed, done.StillBad, done.Error), Is.EqualTo((false, 1, 2, 1, 2, 1, (string?)null)));
        Assert.That(await _app.QueryAsync("SELECT source_id FROM mart.complaint ORDER BY source_id"), Is.EqualTo(["T-1", "T-3"]));
    }

    [Test]
    public async Task A_replay_that_is_killed_goes_on_where_it_was_and_counts_nothing_twice()
    {
        const int Blobs = 12;
        await new BulkOfCalls(_app.Lake).PutAsync(Blobs);
        var older = (await _app.SettleAsync(300)).Sources.Single(source => source.Source == "calllogs").LastBatch!.CleanPath;
        var rules = CleanManifest.RuleVersionOf(older) + 1;
        await _app.StopAsync();
        await _app.StartAgainAsync(("Cleaning__TopicRules", _edited));

        var id = (await _app.Client.ReplayAsync("""{"source": "calllogs", "dryRun": false}""", CancellationToken.None)).Id;
        await Eventually.Is(async () => await CountReadAsync() > 0, "the replay was under way", 120);
        await _app.KillAsync();
        Assert.That(await CountReadAsync(), Is.LessThan(Blobs), "killed too late to show anything");

        await _app.StartAgainAsync(("Cleaning__TopicRules", _edited));
        var done = await _app.EndReplayAsync(id, 300);

        async Task<int> CountReadAsync() => (await _app.ListAsync("state", "clean/calllogs/")).Count(name => CleanManifest.RuleVersionOf(name) == rules);

        Assert.That((done.Blobs, done.Current, done.FailedBlobs, done.Inserted, done.Updated, done.Rejected, done.Fixed, done.StillBad), Is.EqualTo((Blobs, 0, 0, 0, Blobs, Blobs, 0, Blobs)));
        Assert.That(await _app.ListAsync("state", "replay-rejects/"), Is.Empty);
        await using var warehouse = await _app.OpenWarehouseAsync();
        Assert.That(warehouse.Query("SELECT topic, count(*) FROM mart.complaint GROUP BY topic ORDER BY topic"), Is.EqualTo([$"antenna|{Blobs}", $"billing|{Blobs}"]));
        Assert.That(warehouse.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    [Test]
    public async Task Replays_want_a_key_and_a_request_that_can_be_meant()
    {
        using var nobody = new HttpClient { BaseAddress = _app.Address };
        Assert.That(((int)(await PostAsync(nobody, "{}")).StatusCode, (int)(await nobody.GetAsync("api/replay/20261124T150500Z-3f2a")).StatusCode), Is.EqualTo((401, 401)));

        using var http = new HttpClient { BaseAddress = _app.Address, DefaultRequestHeaders = { { "x-functions-key", TestApp.Key } } };
        var fax = await PostAsync(http, """{"source": "fax"}""");
        Assert.That((fax.StatusCode, fax.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.BadRequest, "application/problem+json")));
        using (var problem = JsonDocument.Parse(await fax.Content.ReadAsStringAsync()))
        {
            Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.EqualTo("Found the source fax, expected one of: calllogs, social, sms, forms."));
        }

        Assert.That(await (await PostAsync(http, """{"blob": "raw/sms/2026/11/02/060000000-AC1-0123456789abcdef.json"}""")).Content.ReadAsStringAsync(), Does.Contain("Found no blob raw/sms/2026/11/02/060000000-AC1-0123456789abcdef.json in the lake"));
        Assert.That((int)(await PostAsync(http, new string('x', 70_000))).StatusCode, Is.EqualTo(400));
        Assert.That(await _app.ListAsync("state", "replay"), Is.Empty, "what is refused leaves nothing");

        var accepted = await PostAsync(http, """{"source": "sms"}""");
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        using var body = JsonDocument.Parse(await accepted.Content.ReadAsStringAsync());
        Assert.That(accepted.Headers.Location?.OriginalString, Does.Match("^/api/replay/[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}$").And.EqualTo(body.RootElement.GetProperty("statusUrl").GetString()));
        var told = await http.GetAsync(accepted.Headers.Location);
        Assert.That((told.StatusCode, told.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, "application/json")));
        foreach (var unknown in new[] { "20261124T150500Z-ffff", "..%2Fcursors%2Fsms", "x" })
        {
            Assert.That((int)(await http.GetAsync($"api/replay/{unknown}")).StatusCode, Is.EqualTo(404), unknown);
        }

        Assert.That((await _app.EndReplayAsync(body.RootElement.GetProperty("id").GetString()!)).Blobs, Is.Zero);
    }

    [Test]
    public async Task A_trace_of_nothing_is_not_found_and_wants_a_key()
    {
        Assert.That(await _app.Client.TraceAsync("calllogs", "CALL-9", CancellationToken.None), Is.Empty);
        using var http = new HttpClient { BaseAddress = _app.Address };
        Assert.That((int)(await http.GetAsync("api/trace/calllogs/CALL-9")).StatusCode, Is.EqualTo(401));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await http.PostAsync("api/replay", body);
    }
}
