using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>A sweep in a world that breaks, among blobs that fail.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
internal sealed class SweepFailureTests(WarehouseEngine engine) : SweepTest(engine)
{
    [Test]
    public async Task A_broken_world_ends_the_sweep_at_the_first_blob_and_the_next_one_heals_them_all()
    {
        foreach (var hour in Enumerable.Range(0, 5))
        {
            await Lake.CleanAsync(await Lake.PutAsync(hour));
        }

        Lake.BeforeRun = _ => throw new WarehouseUnavailableException("away");
        Assert.That(() => Lake.SweepAsync(), Throws.TypeOf<WarehouseUnavailableException>());
        Assert.That(Lake.Runs, Has.Count.EqualTo(1));

        Lake.BeforeRun = _ => { };
        Lake.Wait();
        await Lake.SweepAsync();
        Lake.MustBeLoaded(5);
    }

    [Test]
    public async Task While_the_warehouse_is_away_raw_is_still_cleaned_and_the_sweep_fails()
    {
        var raw = await Lake.PutAsync();
        var away = new Mock<IWarehouse>();
        away.Setup(mock => mock.ReadLoadedAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<int>(), It.IsAny<CancellationToken>())).ThrowsAsync(new WarehouseUnavailableException("away"));

        Assert.That(() => Lake.SweepAsync(away.Object), Throws.TypeOf<WarehouseUnavailableException>());
        Assert.That((await Lake.Lake.ReadCountsAsync(raw, SweepLake.Source)).Received, Is.EqualTo(2));
    }

    [Test]
    public async Task A_blob_that_fails_keeps_no_other_from_healing_and_is_tried_again_by_another_build_only()
    {
        var bad = await Lake.PutAsync(5);
        await Lake.PutAsync(6);
        Lake.BeforeRun = path => Throw(path == "raw/" + bad.Name, new InvalidOperationException("a defect"));

        await Lake.SweepAsync();
        Lake.Wait();
        await Lake.SweepAsync();

        Assert.That(Lake.Runs.Count(path => path == "raw/" + bad.Name), Is.EqualTo(1));
        Assert.That(Lake.Events.Take<GapRecurred>().Select(finding => finding.Properties["Path"]), Is.EqualTo(new[] { "raw/" + bad.Name, "raw/" + bad.Name }), "told by each sweep");
        Assert.That(Lake.Logs.Lines.Single(line => line.Exception is not null).Exception!.Message, Is.EqualTo("a defect"));
        Lake.MustBeLoaded(1);

        Lake.BeforeRun = _ => { };
        Lake.RuleVersion++;
        Lake.Wait();
        await Lake.SweepAsync();
        Lake.Wait();
        await Lake.SweepAsync();
        Lake.MustBeLoaded(2);
    }

    [Test]
    public async Task A_blob_that_ends_every_sweep_is_passed_by_after_three_and_tried_once_a_day_from_then_on()
    {
        var deadly = await Lake.PutAsync(5);
        await Lake.PutAsync(6);
        Lake.BeforeRun = path => Throw(path == "raw/" + deadly.Name, new OperationCanceledException("the process ends"));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.That(() => Lake.SweepAsync(), Throws.InstanceOf<OperationCanceledException>());
            Lake.Wait(TimeSpan.FromMinutes(1));
        }

        await Lake.SweepAsync();
        Assert.That(Lake.Runs.Count(path => path == "raw/" + deadly.Name), Is.EqualTo(3));
        Lake.MustBeLoaded(1);
        Assert.That(Lake.Events.Take<GapRecurred>().Single().Properties["Path"], Is.EqualTo("raw/" + deadly.Name));

        Lake.Wait(TimeSpan.FromDays(1));
        Assert.That(() => Lake.SweepAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_sweep_does_no_more_than_fits_into_its_time_and_the_next_ones_do_the_rest_oldest_first()
    {
        foreach (var hour in new[] { 9, 3, 7, 1, 5 })
        {
            await Lake.PutAsync(hour);
        }

        Lake.BeforeRun = _ => Lake.Clock.Advance(TimeSpan.FromMinutes(2));
        await Lake.SweepAsync();
        Assert.That(Lake.Runs.Select(path => path["raw/calllogs/2026/11/02/".Length..][..2]), Is.EqualTo(new[] { "01", "03", "05" }));
        Assert.That(Lake.Logs.Lines.Any(line => line.Text.Contains("the next sweep goes on", StringComparison.Ordinal)), Is.True);

        await Lake.SweepAsync();
        Assert.That(Lake.Runs.Where(path => path.StartsWith("raw/", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(5).And.Unique);
    }

    private static void Throw(bool isTime, Exception exception)
    {
        if (isTime)
        {
            throw exception;
        }
    }
}
