using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Reconcile;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>What the sweep remembers from one run to the next, and forgets.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
internal sealed class SweepStateTests(WarehouseEngine engine) : SweepTest(engine)
{
    [Test]
    public async Task Events_that_are_lost_in_three_sweeps_are_an_alert_until_two_days_have_passed()
    {
        foreach (var hour in Enumerable.Range(0, 3))
        {
            Assert.That(Lake.Events.Take<GapRecurred>(), Is.Empty);
            await Lake.PutAsync(hour);
            await Lake.SweepAsync();
            Lake.Wait();
        }

        var finding = Lake.Events.Take<GapRecurred>().Single();
        Assert.That((finding.Properties["Feed"], finding.Metrics["Rows"], finding.Properties["Runbook"]), Is.EqualTo((SweepLake.Source, 6.0, "reconcile-gaps")));

        Lake.Wait(TimeSpan.FromDays(2));
        await Lake.SweepAsync();
        Assert.That(Lake.Events.Take<GapRecurred>(), Is.Empty);
        Lake.MustBeLoaded(3);
    }

    [Test]
    public async Task A_blob_that_is_left_behind_again_after_it_was_healed_is_an_alert()
    {
        var raw = await Lake.PutAsync();
        await Lake.SweepAsync();
        await Lake.ManifestOf(raw).DeleteAsync();
        Assert.That(Lake.Events.Take<GapRecurred>(), Is.Empty);

        Lake.Wait(TimeSpan.FromMinutes(1));
        await Lake.SweepAsync();
        Assert.That(Lake.Events.Take<GapRecurred>().Single().Properties["Path"], Is.EqualTo("raw/" + raw.Name));
    }

    [Test]
    public async Task Old_records_and_notes_are_deleted_and_so_are_notes_of_what_went_through()
    {
        var raw = await Lake.PutAsync(5);
        var bad = await Lake.PutAsync(6);
        Lake.BeforeRun = path =>
        {
            if (path == "raw/" + bad.Name)
            {
                throw new InvalidDataException("what was delivered");
            }
        };
        await Lake.SweepAsync();
        foreach (var (function, path) in new[]
        {
            ("CleanCallLogs", "raw/" + raw.Name), ("LoadCallLogs", "clean/" + Lake.CleanOf(raw).Name), ("CleanCallLogs", "raw/" + bad.Name), ("IngestCallLogs", ""), ("RunReplay", "state/replay-requests/1.json"),
        })
        {
            await Lake.KeepNoteAsync(function, path, FailureCause.Data);
        }

        Lake.Wait();
        await Lake.SweepAsync();
        Assert.That(await Lake.ListStateAsync("failures/"), Is.EqualTo(new[]
        {
            $"failures/CleanCallLogs/raw/{bad.Name}.json", "failures/IngestCallLogs.json", "failures/RunReplay/state/replay-requests/1.json.json",
        }));
        Assert.That(await Lake.ListStateAsync("reconcile/"), Has.Count.EqualTo(3));

        Lake.Wait(TimeSpan.FromDays(31));
        await Lake.SweepAsync();
        Assert.That(await Lake.ListStateAsync("failures/"), Is.Empty);
        Assert.That(await Lake.ListStateAsync("reconcile/"), Is.Empty);
    }

    [Test]
    public async Task A_record_is_read_as_it_was_kept()
    {
        var record = new GapRecord(2, Lake.Clock.GetUtcNow(), "build.r3", true, 4, Lake.Clock.GetUtcNow().AddDays(-1));
        await new GapRecords(Lake.Lake.Store).KeepAsync("raw/sms/a.json", record, CancellationToken.None);
        await new GapRecords(Lake.Lake.Store).KeepAsync("raw/social/a.json", GapRecord.None, CancellationToken.None);

        Assert.That(await new GapRecords(Lake.Lake.Store).FindAsync("raw/sms/a.json", CancellationToken.None), Is.EqualTo(record));
        Assert.That(await new GapRecords(Lake.Lake.Store).ListAsync("raw", "sms", CancellationToken.None).ToListAsync(), Is.EqualTo(new[] { ("raw/sms/a.json", record) }));
    }
}
