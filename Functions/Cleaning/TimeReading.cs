namespace Beejan.Functions.Cleaning;

/// <summary>What came of placing a local time on the time line.</summary>
internal enum TimeReading
{
    Read,

    /// <summary>The clock showed this time twice (end of summer time): the earlier instant was taken.</summary>
    Ambiguous,

    /// <summary>The clock never showed this time (start of summer time).</summary>
    Nonexistent,

    /// <summary>Outside the years a complaint can come from.</summary>
    Implausible,
}
