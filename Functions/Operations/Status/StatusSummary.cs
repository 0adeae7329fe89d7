using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status;

/// <summary>How the pipeline stands now, as the status page shows it. Nothing in it grows with the lake.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="WarehouseFault">Why the warehouse could not be asked; null: it answered.</param>
/// <param name="Feeds">How fresh each feed is; none where the warehouse did not answer.</param>
/// <param name="Hours">Rows that were loaded, hour by hour, of the last <see cref="HoursShown"/>; hours without a load are left out.</param>
/// <param name="Backlogs">What waits, one entry for each source.</param>
/// <param name="Rejects">Records that were refused in the last <see cref="RejectDays"/> days, by rule, most first.</param>
/// <param name="Failures">Functions that failed and did not go well since, the newest first.</param>
/// <param name="Poison">Blobs that were given up on and have not gone through since.</param>
/// <param name="Replays">The newest replays first.</param>
public sealed record StatusSummary(
    DateTimeOffset At,
    string? WarehouseFault,
    IReadOnlyList<FeedFreshness> Feeds,
    IReadOnlyList<HourlyRows> Hours,
    IReadOnlyList<Backlog> Backlogs,
    IReadOnlyList<RuleRejects> Rejects,
    IReadOnlyList<LastFailure> Failures,
    IReadOnlyList<PoisonedSource> Poison,
    IReadOnlyList<ReplayProgress> Replays)
{
    public const int HoursShown = 48;
    public const int RejectDays = 7;

    /// <summary>What somebody has to look at, a sentence each; none: all is well.</summary>
    public IReadOnlyList<StatusProblem> Problems => [.. StatusProblem.Find(this)];

    public bool IsWell => Problems.Count == 0;
}
