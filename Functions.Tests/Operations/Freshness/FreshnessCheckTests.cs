using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Tests.Sources.Sms;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers.Providers;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>Feeds that fail and fall silent, and what the check says of them: a provider's double, a real lake and ledger.</summary>
internal sealed class FreshnessCheckTests() : WarehouseTest(WarehouseEngine.DuckDb)
{
    private readonly HashSet<string> _loaded = [];
    private TestLake _lake = null!;
    private SmsRig _rig = null!;
    private RecordedEvents _events = null!;
    private List<LakeSource> _sources = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _lake = await TestLake.StartAsync();
        _rig = await SmsRig.StartAsync(_lake, accounts: 2);
        _events = new RecordedEvents();
        _sources = [_rig.Source];
        _loaded.Clear();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _events.Dispose();
        await _rig.DisposeAsync();
        await _lake.DisposeAsync();
    }

    [Test]
    public async Task A_feed_that_never_ran_is_missed_once_it_should_have_and_again_at_every_check()
    {
        await ExpectAsync();
        _rig.Clock.Advance(TimeSpan.FromMinutes(35));
        Assert.That(await CheckAsync(), Is.Empty);

        _rig.Clock.Advance(TimeSpan.FromMinutes(5));
        var expected = _rig.Accounts.Select(account => $"RunMissed sms {account.Sid}").ToList();
        Assert.That(await CheckAsync(), Is.EqualTo(expected));
        Assert.That(await CheckAsync(), Is.EqualTo(expected));

        await RunAndLoadAsync();
        Assert.That(await CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task A_provider_that_is_down_for_one_account_is_a_missed_run_of_that_account()
    {
        await ExpectAsync();
        await RunAndLoadAsync();
        await using var other = await SmsRig.StartAsync(_lake);
        _sources.Add(other.Source);
        await ExpectAsync();
        other.Twilio.Faults = _ => new DoubleFault.Failure(401);

        for (var run = 0; run < 3; run++)
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(15));
            await RunAndLoadAsync();
            Assert.That(other.RunAsync, Throws.Exception);
        }

        Assert.That(await CheckAsync(), Is.EqualTo(new[] { $"RunMissed sms {other.Account.Sid}" }));
    }

    [Test]
    public async Task Nasty84_An_inbox_that_is_empty_for_a_day_is_a_stale_feed_though_every_run_is_good()
    {
        await ExpectAsync();
        foreach (var account in _rig.Accounts)
        {
            _rig.Receive(_rig.Now, account: account);
        }

        await RunAndLoadAsync();
        for (var hour = 1; hour <= 25; hour++)
        {
            _rig.Clock.Advance(TimeSpan.FromHours(1));
            _rig.Receive(_rig.Now, $"still here {hour}", _rig.Accounts[1]);
            await RunAndLoadAsync();
            Assert.That(await CheckAsync(), hour <= 24 ? Is.Empty : Is.EqualTo(new[] { $"FeedStale sms {_rig.Account.Sid}" }), $"after {hour} h");
        }

        Assert.That(await _rig.ListRawAsync(), Has.Count.GreaterThan(26 + 1), "the silent account's page was written again, as its day is another");
        _rig.Receive(_rig.Now);
        await RunAndLoadAsync();
        Assert.That(await CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task Nasty42_A_platform_that_unsubscribed_quietly_is_silent_once_twenty_deliveries_are_missing()
    {
        _sources = [IdleSource.Of("social") with { Feeds = [new LakeFeed("meta") { SilenceAfter = 20 }, new LakeFeed("x") { SilenceAfter = 20 }] }];
        await ExpectAsync();
        DeliverHourly("meta", hours: 28 * 24);
        DeliverHourly("x", hours: 30 * 24);
        Assert.That(await CheckAsync(), Is.Empty);

        _rig.Clock.Advance(TimeSpan.FromHours(28 * 24 + 19));
        Assert.That(await CheckAsync(), Is.Empty);

        _rig.Clock.Advance(TimeSpan.FromMinutes(65));
        Assert.That(await CheckAsync(), Is.EqualTo(new[] { "WebhookSilent social meta" }));
    }

    [Test]
    public async Task Rejects_storms_and_imbalances_are_findings_too()
    {
        _sources = [];
        _rig.Clock.SetUtcNow(Store.Clock.GetUtcNow());
        var export = Files.Write("calllogs", "000000000-default-0123456789abcdef", [new CleanRow("1", 0)]) with { KnownAt = _rig.Now };
        await Store.LoadAsync(export with { Received = 30, Rejected = 29 });
        for (var delivery = 0; delivery < 20; delivery++)
        {
            var rows = Enumerable.Range(0, 60).Select(id => new CleanRow($"{id}", 0)).ToArray();
            await Store.LoadAsync(Files.Write("social", $"00000000{delivery:00}-meta-0123456789abcdef", rows) with { KnownAt = _rig.Now });
        }

        Assert.That(await CheckAsync(), Is.EqualTo(new[] { "RejectShareHigh calllogs", "DuplicatesHigh social meta" }));

        using (var connection = Store.Connect())
        {
            connection.Open();
            connection.Execute("DELETE FROM mart.fact_complaint WHERE source = 'calllogs'", CancellationToken.None);
        }

        Assert.That(await CheckAsync(), Has.Some.EqualTo("RowsUnbalanced calllogs"));
        _rig.Clock.Advance(TimeSpan.FromHours(3));
        Assert.That(await CheckAsync(), Has.None.StartsWith("RejectShareHigh").And.None.StartsWith("DuplicatesHigh"), "two hours are looked at");
    }

    [Test]
    public async Task A_feed_is_told_of_at_every_check_with_the_ages_of_its_run_and_its_row()
    {
        await ExpectAsync();
        _rig.Receive(_rig.Now);
        await RunAndLoadAsync();
        _rig.Clock.Advance(TimeSpan.FromMinutes(10));
        await CheckAsync();
        var told = await CheckedAsync();
        Assert.That(told.Select(feed => (feed.Properties["Account"], feed.Metrics["RunAge"], feed.Metrics["RowAge"])), Is.EqualTo(_rig.Accounts.Select(account => (account.Sid, 600d, 600d))));
    }

    [Test]
    public async Task What_can_not_be_looked_at_fails_the_check()
    {
        await ExpectAsync();
        await Store.DisposeAsync();
        Assert.That(CheckAsync, Throws.InstanceOf<ObjectDisposedException>());
        Store = await NewStoreAsync();
        await _lake.Store.State.DeleteAsync();
        Assert.That(async () => await CheckAsync(), Throws.Nothing, "no note is no fault: the feeds are new");
    }

    private FreshnessCheck Check()
    {
        var report = new FreshnessReport(_lake.Store, Store.Warehouse, _sources, _rig.Clock);
        return new FreshnessCheck(report, _lake.Store, Store.Warehouse, _sources, Options.Create(new OperationsOptions()), _events.Telemetry, _rig.Clock, NullLogger<FreshnessCheck>.Instance);
    }

    /// <summary>What the check found: event and feed.</summary>
    private async Task<List<string>> CheckAsync()
    {
        await Check().RunAsync(CancellationToken.None);
        return [.. _events.Take().Where(happened => happened.Name != "FeedChecked").Select(happened => $"{happened.Name} {happened.Properties["Feed"]}")];
    }

    private async Task<List<EventTelemetry>> CheckedAsync()
    {
        await Check().RunAsync(CancellationToken.None);
        return [.. _events.Take().Where(happened => happened.Name == "FeedChecked")];
    }

    /// <summary>As the app does when it starts.</summary>
    private async Task ExpectAsync()
    {
        foreach (var (source, feed) in _sources.SelectMany(source => source.Feeds.Select(feed => (source, feed))))
        {
            await FeedRuns.ExpectAsync(_lake.Store, source.Name, feed.Account, _rig.Now, CancellationToken.None);
        }
    }

    /// <summary>A run of the timer, and all the way on to the warehouse, as of the rig's clock.</summary>
    private async Task RunAndLoadAsync()
    {
        await _rig.RunAsync();
        foreach (var blob in (await _rig.CleanAsync()).Where(blob => _loaded.Add(blob.Name)))
        {
            var path = Path.Combine(Folder, $"{Guid.NewGuid():N}.parquet");
            await blob.DownloadToAsync(path);
            await LoadAsync(blob, path);
        }
    }

    private async Task LoadAsync(BlobClient blob, string path)
    {
        var metadata = (await blob.GetPropertiesAsync()).Value.Metadata;
        var counts = BatchMetadata.Read(metadata);
        await Store.Warehouse.LoadAsync(
            new CleanFile(
                "sms", "clean/" + blob.Name, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))), metadata[BlobMetadata.RawPath], 1, _rig.Now,
                counts.Cleaned, counts.Received, counts.Duplicates, counts.Rejected, counts.Ignored, path),
            CancellationToken.None);
    }

    /// <summary>One blob an hour from the rig's time on, as loads of it would have told the ledger.</summary>
    private void DeliverHourly(string platform, int hours)
    {
        using var connection = Store.Connect();
        connection.Open();
        connection.Execute(
            $"""
            INSERT INTO ops.batch
            SELECT 'social', 'raw/social/2026/11/20/000000000-{platform}-0123456789abcdef.ndjson', 1, CAST($1 AS TIMESTAMPTZ) + hour * INTERVAL 1 HOUR, 0, 0, 0, 0, 0, 'clean', uuid()
            FROM generate_series(1, {hours}) AS hours(hour)
            """,
            CancellationToken.None,
            _rig.Now.UtcDateTime);
    }
}
