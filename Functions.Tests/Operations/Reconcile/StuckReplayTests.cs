using Azure;
using Azure.Storage.Blobs;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>What becomes of replays that nobody runs.</summary>
internal sealed class StuckReplayTests() : SweepTest(WarehouseEngine.DuckDb)
{
    private const string Id = "20261124T150500Z-3f2a";

    private static readonly ReplayRequest Request = new(SweepLake.Source, null, null, null, null, ReplayStage.Raw, false, false, DateTimeOffset.UnixEpoch);

    private BlobClient Blob => Lake.Lake.Store.State.GetBlobClient(ReplayRequest.NameOf(Id));

    [TestCase(ReplayProgress.Waiting)]
    [TestCase(ReplayProgress.Running)]
    public async Task One_whose_event_was_lost_is_sent_on_by_one_sweep_as_it_was_asked_for(string state)
    {
        var before = await AskAsync(state);

        await Lake.SweepAsync();

        Assert.That(await ETagAsync(), Is.Not.EqualTo(before));
        Assert.That(await ReplayRequest.ReadAsync(Blob, CancellationToken.None), Is.EqualTo(Request));
        Assert.That((await FindAsync()).State, Is.EqualTo(state), "that is the run's to say");
        Assert.That(Lake.Logs.Lines.Select(line => line.Text), Has.Some.Contains($"Replay {Id} stood still"));
    }

    [TestCase(ReplayProgress.Done)]
    [TestCase(ReplayProgress.Failed, Description = "the host still tries, or has put it into poison")]
    public async Task One_that_is_over_is_left_alone(string state)
    {
        var before = await AskAsync(state);

        await Lake.SweepAsync();

        Assert.That(await ETagAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task One_that_has_just_moved_is_left_alone()
    {
        var before = await AskAsync(ReplayProgress.Running);
        Lake.Clock.AdjustTime(TimeProvider.System.GetUtcNow());

        await Lake.SweepAsync();

        Assert.That(await ETagAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task One_that_the_host_gave_up_on_is_sent_on_three_times_and_then_once_a_day_and_is_told_of()
    {
        var last = await AskAsync(ReplayProgress.Failed);
        foreach (var sweep in Enumerable.Range(1, 3))
        {
            await GiveUpAndSweepAsync();
            Assert.That(await Lake.CountPoisonAsync(), Is.Zero, $"sweep {sweep}");
            Assert.That(Lake.Events.All, Is.Empty);
            Assert.That(await ETagAsync(), Is.Not.EqualTo(last));
            last = await ETagAsync();
        }

        await GiveUpAndSweepAsync();
        var told = Lake.Events.Take<BlobPoisoned>().Single();
        Assert.That((told.Properties["Feed"], told.Properties["Path"]), Is.EqualTo(("RunReplay", $"state/{ReplayRequest.NameOf(Id)}")));
        Assert.That(await Lake.CountPoisonAsync(), Is.EqualTo(1));
        Assert.That(await ETagAsync(), Is.EqualTo(last));

        Lake.Wait(TimeSpan.FromDays(1));
        await Lake.SweepAsync();
        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Assert.That(await ETagAsync(), Is.Not.EqualTo(last));
    }

    // Its process ended each time, so that nothing says that it failed.
    [Test]
    public async Task One_that_the_host_gave_up_on_in_the_midst_is_sent_on_once_by_a_sweep_and_once_it_had_time_to_move()
    {
        await AskAsync(ReplayProgress.Running);
        await Lake.PoisonAsync("state", ReplayRequest.NameOf(Id), "RunReplay");
        await Lake.SweepAsync();
        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Lake.Wait(TimeSpan.FromMinutes(5));
        await Lake.SweepAsync();
        Assert.That(Lake.Logs.Lines.Count(line => line.Text.Contains("stood still", StringComparison.Ordinal)), Is.EqualTo(1));

        Lake.Wait(TimeSpan.FromMinutes(10));
        await Lake.SweepAsync();
        Assert.That(Lake.Logs.Lines.Count(line => line.Text.Contains("stood still", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase(true, Description = "a later try went through")]
    [TestCase(false, Description = "somebody has deleted it")]
    public async Task A_message_about_one_that_is_done_or_withdrawn_goes(bool isThere)
    {
        var before = await AskAsync(isThere ? ReplayProgress.Done : ReplayProgress.Failed);
        if (!isThere)
        {
            await Blob.DeleteAsync();
        }

        await GiveUpAndSweepAsync();

        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Assert.That((await Blob.ExistsAsync()).Value, Is.EqualTo(isThere));
        Assert.That(isThere ? await ETagAsync() : before, Is.EqualTo(before));
    }

    private async Task<ETag> AskAsync(string state)
    {
        await Blob.UploadAsync(Request.ToJson(), overwrite: true);
        await ReplayRecord.CreateAsync(Lake.Lake.Store, ReplayProgress.Of(Id, Request) with { State = state }, CancellationToken.None);
        return await ETagAsync();
    }

    private async Task GiveUpAndSweepAsync()
    {
        await Lake.PoisonAsync("state", ReplayRequest.NameOf(Id), "RunReplay");
        await Lake.SweepAsync();
        Lake.Wait();
    }

    private async Task<ETag> ETagAsync() => (await Blob.GetPropertiesAsync()).Value.ETag;

    private async Task<ReplayProgress> FindAsync() => (await ReplayRecord.FindAsync(Lake.Lake.Store, Id, CancellationToken.None))!.Progress;
}
