using LocalWorker.Functions;
using LocalWorker.Timers;
using Microsoft.Azure.Functions.Worker;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

internal sealed class TimerScheduleTests
{
    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [TestCase("0 */15 * * * *", "2026-11-22T12:15:00Z")]
    [TestCase("0 0 */12 * * *", "2026-11-23T00:00:00Z")]
    [TestCase("*/5 * * * * *", "2026-11-22T12:00:05Z")]
    [TestCase("0 30 9 * * MON", "2026-11-23T09:30:00Z")]
    public void The_next_run_is_in_utc(string expression, string next)
    {
        var found = TimerSchedule.TryParse(expression)!.Next(Noon);

        Assert.That(found.ToString("yyyy-MM-ddTHH:mm:ssK", null), Is.EqualTo(next));
    }

    [TestCase("*/15 * * * *")]
    [TestCase("00:30:00")]
    [TestCase("0 61 * * * *")]
    [TestCase("0 0 0 30 2 *")]
    [TestCase("")]
    public void What_is_no_schedule_is_none(string expression)
    {
        Assert.That(TimerSchedule.TryParse(expression), Is.Null);
    }

    [TestCase("*/30 * * * * *", true)]
    [TestCase("0,10 * * * * *", true)]
    [TestCase("0 * * * * *", false)]
    [TestCase("0 */15 * * * *", false)]
    public void Under_a_minute_a_timer_is_not_monitored(string expression, bool under)
    {
        Assert.That(TimerSchedule.TryParse(expression)!.IsUnderAMinute(Noon), Is.EqualTo(under));
    }

    [Test]
    public void Pauses_between_retries_stay_or_grow_as_the_attribute_says()
    {
        var steady = RetryPolicy.Of(new FixedDelayRetryAttribute(2, "00:00:10"));
        var growing = RetryPolicy.Of(new ExponentialBackoffRetryAttribute(-1, "00:00:04", "00:00:30"));

        Assert.That(Enumerable.Range(1, 3).Select(retry => steady.Before(retry).TotalSeconds), Is.EqualTo([10, 10, 10]));
        Assert.That(Enumerable.Range(1, 5).Select(retry => growing.Before(retry).TotalSeconds), Is.EqualTo([4, 8, 16, 30, 30]));
        Assert.That(Enumerable.Range(1, 3).Select(steady.Allows), Is.EqualTo([true, true, false]));
        Assert.That(growing.Allows(1000));
    }

    [TestCase("soon")]
    [TestCase("-00:00:01")]
    public void An_interval_that_is_none_is_refused_by_its_attribute(string interval)
    {
        Assert.That(() => new FixedDelayRetryAttribute(1, interval), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ExponentialBackoffRetryAttribute(1, "00:00:02", interval), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ExponentialBackoffRetryAttribute(1, "00:00:02", "00:00:01"), Throws.ArgumentException);
    }
}
