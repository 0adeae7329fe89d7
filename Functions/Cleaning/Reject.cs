namespace Beejan.Functions.Cleaning;

/// <summary>A record that should be a complaint and breaks the contract: kept as data, beside what was found and expected.</summary>
/// <param name="Record">1-based number of the record in its raw blob, the header not counted.</param>
/// <param name="Line">1-based line of the raw blob where the record starts.</param>
/// <param name="Field">The source's name of the offending field.</param>
/// <param name="Found">What stood there.</param>
/// <param name="Expected">What the contract asks for.</param>
/// <param name="Rule">The rule's name, stable over versions: what replays and reports group by.</param>
/// <param name="Raw">The record as it came.</param>
internal sealed record Reject(long Record, long Line, string Field, string Found, string Expected, string Rule, string Raw)
{
    /// <summary>How many records this one entry stands for: more than one only when a whole file is refused.</summary>
    public long Records { get; init; } = 1;
}
