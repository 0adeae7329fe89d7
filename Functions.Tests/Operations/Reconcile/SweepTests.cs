using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>What an event lost, or a kill cut off, at each point of a blob's way.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class SweepTests(WarehouseEngine engine) : SweepTest(engine)
{
    [Test]
    public async Task A_lost_event_is_healed_within_one_sweep_at_each_stage_and_is_no_alert()
    {
        var raw = await Lake.PutAsync(5);
        var other = await Lake.PutAsync(6);
        await Lake.CleanAsync(other);

        await Lake.SweepAsync();
        Assert.That(Lake.Events.All.Select(happened => (happened.Name, happened.Properties["Stage"], happened.Properties["Path"], happened.Properties["Cause"], happened.Metrics["Times"])), Is.EqualTo(new[]
        {
            (nameof(GapHealed), "Clean", "raw/" + raw.Name, "LostEvent", 1.0),
            (nameof(GapHealed), "Load", "clean/" + Lake.CleanOf(raw).Name, "LostEvent", 1.0),
            (nameof(GapHealed), "Load", "clean/" + Lake.CleanOf(other).Name, "LostEvent", 1.0),
        }));
        Lake.MustBeLoaded(2);

        Lake.Wait();
        await Lake.SweepAsync();
        Assert.That(Lake.Runs, Has.Count.EqualTo(3), "there is nothing left to do");
        Assert.That(Lake.Events.All, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_blob_with_an_event_in_flight_is_not_touched()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        await Lake.PutAsync(hour: 7);
        Lake.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddMinutes(9.5));

        await Lake.SweepAsync();
        Assert.That(Lake.Runs, Is.Empty);

        Lake.Wait(TimeSpan.FromMinutes(1));
        await Lake.SweepAsync();
        Lake.MustBeLoaded(2);
    }

    [Test]
    public async Task A_clean_stage_that_was_killed_before_its_manifest_is_done_again_and_writes_the_same()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        await Lake.LoadAsync(Lake.CleanOf(raw));
        var written = (await Lake.CleanOf(raw).GetPropertiesAsync()).Value.ETag;
        await Lake.ManifestOf(raw).DeleteAsync();

        await Lake.SweepAsync();
        Assert.That((await Lake.CleanOf(raw).GetPropertiesAsync()).Value.ETag, Is.EqualTo(written), "no new event");
        Lake.Wait();
        await Lake.SweepAsync();
        Assert.That(Lake.Runs, Is.EqualTo(new[] { "raw/" + raw.Name }));
        Lake.MustBeLoaded(1);
    }

    [Test]
    public async Task A_clean_file_that_is_gone_before_it_was_loaded_is_made_again_from_raw()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        await Lake.CleanOf(raw).DeleteAsync();

        await Lake.SweepAsync();
        Lake.Wait();
        await Lake.SweepAsync();
        Lake.MustBeLoaded(1);
    }

    [Test]
    public async Task A_clean_file_that_is_gone_with_its_raw_blob_is_told_and_not_tried_again()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        await Lake.CleanOf(raw).DeleteAsync();
        await raw.DeleteAsync();

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Lake.SweepAsync();
            var finding = Lake.Events.Take<GapRecurred>().Single();
            Assert.That((finding.Properties["Path"], finding.Metrics["Rows"]), Is.EqualTo(("clean/" + Lake.CleanOf(raw).Name, 1.0)));
            Lake.Wait();
        }

        Assert.That(Lake.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_a_replay_that_was_killed_the_older_reading_is_deleted_and_the_newer_one_is_loaded()
    {
        var raw = await Lake.PutAsync();
        await Lake.CleanAsync(raw);
        var name = RawName.Parse(raw.Name, SweepLake.Source);
        foreach (var older in new[] { 1, 2 }) // r2 stands behind r10 and before it in time
        {
            await Lake.Lake.Store.State.GetBlobClient(CleanManifest.NameFor(name, older)).UploadAsync(new BinaryData("{}"));
            await Lake.Lake.Store.Clean.GetBlobClient(name.DerivedName(older, "parquet")).UploadAsync(new BinaryData("old"));
            await Lake.Lake.Store.Rejects.GetBlobClient(name.DerivedName(older, "jsonl")).UploadAsync(new BinaryData("old"));
        }

        await Lake.SweepAsync();

        Assert.That(Lake.Runs, Is.EqualTo(new[] { "clean/" + Lake.CleanOf(raw).Name }));
        Assert.That(await Lake.ListStateAsync("clean/"), Is.EqualTo(new[] { Lake.ManifestOf(raw).Name }));
        foreach (var container in new[] { Lake.Lake.Store.Clean, Lake.Lake.Store.Rejects })
        {
            Assert.That(await container.GetBlobsAsync().CountAsync(), Is.EqualTo(1));
        }

        Lake.MustBeLoaded(1);
    }

    [Test]
    public async Task A_blob_in_raw_that_is_no_raw_blob_is_told_and_keeps_no_other_from_healing()
    {
        foreach (var name in new[] { "aaa.csv", "2026/11/02/000-stray.csv", "2026/11/02/060000000-x.csv", "zzz.csv" })
        {
            await Lake.Lake.Store.Raw.GetBlobClient($"{SweepLake.Source}/{name}").UploadAsync(new BinaryData("x"));
        }

        var healthy = new[] { await Lake.PutAsync(5), await Lake.PutAsync(7) };
        await Lake.CleanAsync(await Lake.PutAsync(6));

        await Lake.SweepAsync();
        Assert.That(Lake.Events.All.Where(happened => happened.Name == nameof(GapHealed) && happened.Properties["Stage"] == "Clean").Select(happened => happened.Properties["Path"]),
            Is.EqualTo(healthy.Select(raw => "raw/" + raw.Name)));
        Assert.That(Lake.Events.Take<GapRecurred>().Single().Metrics["Rows"], Is.EqualTo(4));
        var runs = Lake.Runs.Count;
        Lake.Wait(TimeSpan.FromMinutes(1));
        await Lake.SweepAsync();
        Assert.That(Lake.Runs, Has.Count.EqualTo(runs), "none of them is tried again");
    }

    [Test]
    public async Task Two_sweeps_at_once_end_as_one_does()
    {
        foreach (var hour in Enumerable.Range(0, 6))
        {
            var raw = await Lake.PutAsync(hour);
            if (hour % 2 == 0)
            {
                await Lake.CleanAsync(raw);
            }

            await Lake.PoisonAsync("raw", raw.Name, "CleanCallLogs");
        }

        await Task.WhenAll(Lake.SweepAsync(), Lake.SweepAsync());
        Lake.Wait();
        await Task.WhenAll(Lake.SweepAsync(), Lake.SweepAsync());

        Lake.MustBeLoaded(6);
        Assert.That(await Lake.CountPoisonAsync(), Is.Zero);
    }
}
