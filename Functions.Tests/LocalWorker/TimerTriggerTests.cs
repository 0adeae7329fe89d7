using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[Parallelizable(ParallelScope.All)]
internal sealed class TimerTriggerTests
{
    // Small against an hour, for the clock's hands go on while the worker works.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(2);

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_monitored_timer_knows_its_last_and_next_run()
    {
        var clock = new FakeTimeProvider(Noon.AddMinutes(30));
        using var app = TestApp.WithStorage(clock);
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly));

        await AdvanceUntilAsync(clock, Step, () => worker.Calls.Seen.Count == 2);

        Assert.That(worker.Calls.Seen[0], Is.EqualTo("past due False, last 00:00:00, next 13:00:00"));
        Assert.That(worker.Calls.Seen[1], Does.Match("^past due False, last 13:.*, next 14:00:00$"));
    }

    [Test]
    public async Task After_downtime_comes_one_call_however_many_were_missed()
    {
        var clock = new FakeTimeProvider(Noon.AddMinutes(30));
        using var app = TestApp.WithStorage(clock);
        await using (var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly)))
        {
            await AdvanceUntilAsync(clock, Step, () => worker.Calls.Seen.Count == 1);
            await Eventually.Is(() => RecordedAsync(app, "\"Last\":\"2026-11-22T13:"), "the run was recorded");
        }

        clock.Advance(TimeSpan.FromHours(5));
        await using var again = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly));
        await again.SeesAsync(1);
        await AdvanceUntilAsync(clock, Step, () => again.Calls.Seen.Count == 2);

        Assert.That(again.Calls.Seen[0], Does.Match("^past due True, last 13:.*, next 14:00:00$"));
        Assert.That(again.Calls.Seen[1], Does.StartWith("past due False, last 18:"));
    }

    [Test]
    public async Task A_changed_schedule_is_not_past_due()
    {
        var clock = new FakeTimeProvider(Noon.AddMinutes(30));
        using var app = TestApp.WithStorage(clock);
        await using (await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly)))
        {
            await Eventually.Is(() => RecordedAsync(app, "\"Next\":\"2026-11-22T13:00:00"), "the next run was recorded");
        }

        clock.Advance(TimeSpan.FromHours(2));
        app["Times:Hourly"] = "0 45 * * * *";
        await using var again = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly));
        await AdvanceUntilAsync(clock, Step, () => again.Calls.Seen.Count == 1);

        Assert.That(again.Calls.Seen.Single(), Is.EqualTo("past due False, last 00:00:00, next 14:45:00"));
    }

    [Test]
    public async Task A_timer_does_not_overlap_itself_and_has_no_status_under_a_minute()
    {
        var clock = new FakeTimeProvider(Noon);
        using var app = TestApp.WithStorage(clock);
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.EverySecond));
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(1), () => worker.Calls.Seen.Count == 1);

        for (var second = 0; second < 20; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That(worker.Calls.Seen, Has.Count.EqualTo(1));
        worker.Calls.Door.SetResult();
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(1), () => worker.Calls.Seen.Count == 3);

        Assert.That(worker.Calls.MostInside, Is.EqualTo(1));
        Assert.That(worker.Calls.Seen, Is.All.EqualTo("no status"));
    }

    [Test]
    public async Task A_failed_run_is_tried_again_under_the_same_id_and_run_on_startup_runs_at_once()
    {
        var clock = new FakeTimeProvider(Noon);
        using var app = TestApp.WithStorage(clock);
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.FailsTwice));

        await worker.SeesAsync(1);
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(5), () => worker.Calls.Seen.Count == 3);

        var id = worker.Calls.Seen[0].Split(' ')[3];
        Assert.That(worker.Calls.Seen, Is.EqualTo([$"0 of 5 {id} False", $"1 of 5 {id} False", $"2 of 5 {id} False"]));
        await Eventually.Is(() => worker.Logs.Lines.Any(line => line.Text.Contains("(Succeeded", StringComparison.Ordinal)), "the last try succeeded");
    }

    [Test]
    public async Task A_run_over_the_function_timeout_is_cancelled_and_counts_as_failed()
    {
        var clock = new FakeTimeProvider(Noon);
        using var app = TestApp.WithStorage(clock);
        app.WriteFile("host.json", """{ "functionTimeout": "00:01:00" }""");
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.NeverEnds));
        await worker.SeesAsync(1);

        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(20), () => worker.Logs.Lines.Any(line => line.Exception is TimeoutException));

        Assert.That(worker.Calls.Seen, Is.EqualTo(["started False"]));
        Assert.That(worker.Logs.Lines.Single(line => line.Exception is TimeoutException).Text, Does.Contain("(Failed, Id="));
    }

    private static async Task<bool> RecordedAsync(TestApp app, string part)
    {
        var status = TestApp.HostContainer.GetBlobClient($"timers/{app.HostId}/Host.Functions.Hourly/status");
        return await status.ExistsAsync() && (await status.DownloadContentAsync()).Value.Content.ToString().Contains(part, StringComparison.Ordinal);
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider clock, TimeSpan step, Func<bool> condition) => Eventually.Is(
        () =>
        {
            if (condition())
            {
                return true;
            }

            clock.Advance(step);
            return false;
        },
        "the clock's hands brought it about");
}
