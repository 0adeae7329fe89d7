using NCrontab;

namespace LocalWorker.Timers;

/// <summary>An NCRONTAB expression of six fields, in UTC.</summary>
internal sealed class TimerSchedule
{
    private const int Samples = 5;

    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _crontab;
    private readonly string _expression;

    private TimerSchedule(CrontabSchedule crontab, string expression)
    {
        _crontab = crontab;
        _expression = expression;
    }

    internal static TimerSchedule? TryParse(string expression)
    {
        var crontab = CrontabSchedule.TryParse(expression, SixFields);
        // 30 February is well-formed, and NCrontab's way of saying never is the end of time.
        return crontab is null || crontab.GetNextOccurrence(DateTime.UnixEpoch) == DateTime.MaxValue ? null : new TimerSchedule(crontab, expression);
    }

    internal DateTime Next(DateTime after) => DateTime.SpecifyKind(_crontab.GetNextOccurrence(after), DateTimeKind.Utc);

    /// <summary>Such a schedule is not monitored: the host would write more than it runs.</summary>
    internal bool IsUnderAMinute(DateTime now)
    {
        var occurrences = new List<DateTime> { Next(now) };
        while (occurrences.Count < Samples)
        {
            occurrences.Add(Next(occurrences[^1]));
        }

        return occurrences.Zip(occurrences.Skip(1), (one, other) => other - one).Any(gap => gap < TimeSpan.FromMinutes(1));
    }

    public override string ToString() => _expression;
}
