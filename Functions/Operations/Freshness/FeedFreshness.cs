namespace Beejan.Functions.Operations.Freshness;

/// <summary>How fresh one feed is, beside what it promises.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="Account">Account within the source, or platform; empty where the feed is the whole source.</param>
/// <param name="LastRunAt">When the last good run began; null: there was none, or nothing runs, as webhooks come by themselves.</param>
/// <param name="RunWithin">How old it may be at most; null: nothing is promised.</param>
/// <param name="NewestRowAt">When the newest row that the warehouse has was durable in raw; null: there is none.</param>
/// <param name="RowsWithin">How old it may be at most; null: nothing is promised.</param>
/// <param name="Findings">What is wrong, a sentence each; none: the feed is fresh.</param>
public sealed record FeedFreshness(
    string Source, string Account, DateTimeOffset? LastRunAt, TimeSpan? RunWithin, DateTimeOffset? NewestRowAt, TimeSpan? RowsWithin, IReadOnlyList<string> Findings)
{
    public bool IsStale => Findings.Count > 0;
}
