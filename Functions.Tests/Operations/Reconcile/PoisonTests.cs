using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>What becomes of the messages in the poison queue.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class PoisonTests(WarehouseEngine engine) : SweepTest(engine)
{
    [Test]
    public async Task What_a_broken_world_poisoned_is_run_again_at_once_and_leaves_the_queue_with_its_note()
    {
        var raw = await Lake.PutAsync(5);
        var other = await Lake.PutAsync(6);
        await Lake.CleanAsync(other);
        await Lake.PoisonAsync("raw", raw.Name, "CleanCallLogs");
        await Lake.PoisonAsync("clean", Lake.CleanOf(other).Name, "LoadCallLogs", isBase64: false);
        await Lake.KeepNoteAsync("CleanCallLogs", "raw/" + raw.Name, FailureCause.BrokenWorld);
        await Lake.KeepNoteAsync("LoadCallLogs", "clean/" + Lake.CleanOf(other).Name, FailureCause.BrokenWorld);
        Lake.Clock.AdjustTime(TimeProvider.System.GetUtcNow()); // nothing is old enough to be a gap: nobody will come for a poisoned one

        await Lake.SweepAsync();

        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Assert.That(await Lake.ListStateAsync("failures/"), Is.Empty);
        Assert.That(Lake.Events.All.Select(happened => (happened.Name, happened.Properties["Cause"])), Is.EqualTo(new[] { (nameof(GapHealed), "Poison"), (nameof(GapHealed), "Poison") }));
        Lake.MustBeLoaded(1);
        Assert.That((await Lake.Lake.ReadCountsAsync(raw, SweepLake.Source)).Received, Is.EqualTo(2));
    }

    [Test]
    public async Task Messages_about_blobs_that_went_through_or_are_gone_are_deleted_without_a_run_however_many_there_are()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        await Lake.LoadAsync(Lake.CleanOf(raw));
        foreach (var i in Enumerable.Range(0, 15))
        {
            await Lake.PoisonAsync("raw", raw.Name, "CleanCallLogs");
            await Lake.PoisonAsync("clean", Lake.CleanOf(raw).Name, "LoadCallLogs");
            await Lake.PoisonAsync("raw", $"{SweepLake.Source}/2026/11/02/0{i:00000000}-gone-0123456789abcdef.csv", "CleanCallLogs");
        }

        Assert.That(await Lake.CountPoisonAsync(), Is.GreaterThan(32));
        await Lake.SweepAsync();
        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Assert.That(Lake.Runs, Is.Empty);
        Assert.That(Lake.Events.All, Is.Empty);
    }

    [Test]
    public async Task A_defect_stays_in_the_queue_is_told_by_each_sweep_with_its_hint_and_goes_after_the_fix()
    {
        var bad = await Lake.PutAsync(5);
        var worse = await Lake.PutAsync(6);
        foreach (var raw in new[] { bad, bad, worse })
        {
            await Lake.PoisonAsync("raw", raw.Name, "CleanCallLogs");
        }

        await Lake.KeepNoteAsync("CleanCallLogs", "raw/" + bad.Name, FailureCause.Defect, "mend the cleaner");
        Lake.BeforeRun = _ => throw new InvalidOperationException("a defect");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Lake.SweepAsync();
            var told = Lake.Events.All.Single();
            Assert.That((told.Name, told.Properties["Feed"], told.Properties["Path"], told.Properties["Hint"], told.Metrics["Rows"]),
                Is.EqualTo((nameof(BlobPoisoned), SweepLake.Source, "raw/" + bad.Name, "mend the cleaner", 2.0)), "once, by poison alone");
            Assert.That(told.Properties["Summary"], Is.EqualTo("CleanCallLogs has given up on blobs: what is in them is missing in the warehouse"));
            Assert.That(await Lake.CountPoisonAsync(), Is.EqualTo(3));
            Assert.That((await Lake.Lake.Store.Poison.PeekMessagesAsync(32)).Value, Has.Length.EqualTo(3), "in view, not taken");
            Lake.Events.Take<BlobPoisoned>();
            Lake.Wait();
        }

        Assert.That(Lake.Runs, Has.Count.EqualTo(2), "each once by this build");
        Assert.That(await Lake.ListStateAsync("failures/"), Has.Count.EqualTo(1));

        Lake.BeforeRun = _ => { };
        Lake.RuleVersion++;
        await Lake.SweepAsync();
        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
        Assert.That(await Lake.ListStateAsync("failures/"), Is.Empty);
        Lake.Wait();
        await Lake.SweepAsync();
        Lake.MustBeLoaded(2);
    }

    [Test]
    public async Task Messages_that_are_not_ours_stay_and_are_named()
    {
        await Lake.PoisonAsync("photos", "cat.png", "ResizePhoto");
        await Lake.PoisonAsync("raw", $"{SweepLake.Source}/x.csv", "CountBlobs");
        await Lake.PoisonAsync("state", "cursors/1.json", "RunReplay");
        await Lake.Lake.Store.Poison.SendMessageAsync("no message of the host's");
        await Lake.Lake.Store.Poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("[]")));

        await Lake.SweepAsync();

        Assert.That(await Lake.CountPoisonAsync(), Is.EqualTo(5));
        Assert.That(Lake.Runs, Is.Empty);
        Assert.That(Lake.Events.Take<BlobPoisoned>().Select(told => (told.Properties["Feed"], told.Properties["Path"])), Is.EquivalentTo(new[]
        {
            ("ResizePhoto", "photos/cat.png"), ("CountBlobs", $"raw/{SweepLake.Source}/x.csv"), ("RunReplay", "state/cursors/1.json"), ("unknown", "/"),
        }));
    }
}
