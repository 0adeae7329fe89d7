namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>How a layout writes a length of time.</summary>
internal enum DurationUnit
{
    Seconds,
    Milliseconds,
    Minutes,

    /// <summary>As in <c>26:05:10</c>; hours may pass 24.</summary>
    HoursMinutesSeconds,
}
