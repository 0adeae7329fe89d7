using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Options;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

/// <summary>What the page is made of.</summary>
internal sealed class SummaryReportTests
{
    private const string Header = "call_id,opened_at,customer_phone,agent,category,complaint,status\n";

    private StatusRig _rig = null!;

    [SetUp]
    public async Task StartAsync() => _rig = await StatusRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task What_waits_is_counted_at_its_stage_from_the_oldest_on()
    {
        var cleaned = await _rig.PutAsync(Header + "CALL-1,2026-11-01 10:00,,A,x,y,open\n", new DateTimeOffset(2026, 11, 2, 6, 0, 0, TimeSpan.Zero));
        await _rig.CleanAsync(cleaned);
        await _rig.PutAsync(Header, new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero));
        var oldest = await _rig.PutAsync(Header + "x\n", new DateTimeOffset(2026, 11, 3, 6, 0, 0, TimeSpan.Zero));
        await _rig.Lake.Store.Raw.GetBlobClient("calllogs/2026/11/02/no-raw-name.csv").UploadAsync(new BinaryData("x"));

        var backlog = await ReadAsync();
        Assert.That((backlog.NotCleaned.Count, backlog.NotLoaded!.Count, backlog.From), Is.EqualTo((3, 1, default(DateOnly?))));
        Assert.That(backlog.NotCleaned.Since, Is.LessThanOrEqualTo((await oldest.GetPropertiesAsync()).Value.LastModified));
        Assert.That(backlog.NotLoaded.Since, Is.Not.Null);

        await _rig.PoisonAsync("raw", "calllogs/2026/11/02/no-raw-name.csv");
        Assert.That((await ReadAsync()).NotCleaned.Count, Is.EqualTo(2), "nobody will take what was given up on");
    }

    [Test]
    public async Task Of_a_source_with_more_blobs_than_can_be_walked_only_the_last_days_are()
    {
        foreach (var days in new[] { 300, 40, 20, 2, 0 })
        {
            await _rig.PutAsync(Header + $"CALL-{days + 1},2026-11-01 10:00,,A,x,y,open\n", _rig.Now.AddDays(-days));
        }

        Assert.That((await ReadAsync(most: 5)).NotCleaned.Count, Is.EqualTo(5));
        var backlog = await ReadAsync(most: 4);
        Assert.That(backlog.NotCleaned.Count, Is.EqualTo(2));
        Assert.That(backlog.From, Is.EqualTo(DateOnly.FromDateTime(_rig.Now.UtcDateTime).AddDays(-13)));
    }

    [Test]
    public async Task Rejects_are_told_by_rule_and_those_of_older_manifests_without_one()
    {
        var raw = await _rig.PutAsync(Header + "broken\nbroken\nnobody,2026-11-01 10:00,,A,x,y,open\n");
        await _rig.CleanAsync(raw);
        var manifest = _rig.Lake.Store.State.GetBlobClient("clean/calllogs/ingest_date=2026-11-01/060000000-default-0123456789abcdef.r1.json");
        var old = new BatchCounts(4, 0, 0, 4, 0);
        await manifest.UploadAsync(new BinaryData("{}"), new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = BatchMetadata.Write(old) });

        var summary = await Report().ReadAsync(CancellationToken.None);
        Assert.That(
            summary.Rejects.Select(rule => $"{rule.Source} {rule.Rule} {rule.Records}"),
            Is.EqualTo(new[] { "calllogs  4", "calllogs calllogs.fields 2", "calllogs calllogs.id 1" }));
        Assert.That(await _rig.Lake.Store.Rejects.GetBlobClient(summary.Rejects[1].Path["rejects/".Length..]).ExistsAsync(), Has.Property("Value").True);

        _rig.Store.Clock.Advance(TimeSpan.FromDays(8));
        Assert.That((await Report().ReadAsync(CancellationToken.None)).Rejects, Is.Empty);
    }

    [Test]
    public async Task A_blob_that_was_given_up_on_is_told_until_it_has_gone_through()
    {
        var raw = await _rig.PutAsync(Header + "CALL-1,2026-11-01 10:00,,A,x,y,open\n");
        await _rig.PoisonAsync("raw", raw.Name);
        await _rig.PoisonAsync("state", "replay-requests/x");
        Assert.That(await PoisonAsync(), Is.EqualTo(new[] { new PoisonedSource("calllogs", 1, "raw/" + raw.Name), new PoisonedSource("state", 1, "state/replay-requests/x") }));

        await _rig.CleanAsync(raw);
        Assert.That(await PoisonAsync(), Is.EqualTo(new[] { new PoisonedSource("state", 1, "state/replay-requests/x") }));

        async Task<IReadOnlyList<PoisonedSource>> PoisonAsync() => (await Report().ReadAsync(CancellationToken.None)).Poison;
    }

    [Test]
    public async Task A_warehouse_that_does_not_answer_is_part_of_the_answer()
    {
        await _rig.PutAsync(Header);
        var warehouse = new Mock<IWarehouse>(MockBehavior.Strict);
        warehouse.Setup(mock => mock.CheckSchemaAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new WarehouseUnavailableException("The warehouse does not answer at db.example."));

        var summary = await Report(warehouse.Object).ReadAsync(CancellationToken.None);
        Assert.That(summary.Problems, Is.EqualTo(new[] { new StatusProblem("The warehouse does not answer at db.example", "freshness") }));
        Assert.That((summary.Backlogs[0].NotCleaned.Count, summary.Backlogs[0].NotLoaded), Is.EqualTo((1, default(WaitingBlobs))));
    }

    private async Task<Backlog> ReadAsync(int most = 100) => (await Report(most: most).ReadAsync(CancellationToken.None)).Backlogs.Single();

    private SummaryReport Report(IWarehouse? warehouse = null, int most = 100) => new(
        _rig.Lake.Store,
        warehouse ?? _rig.Store.Warehouse,
        [IdleSource.Of("calllogs")],
        _ => Task.FromResult<IReadOnlyList<FeedFreshness>>([]),
        Options.Create(new StatusOptions()),
        _rig.Store.Clock)
    {
        MostBlobs = most,
    };
}
