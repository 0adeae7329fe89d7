using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>
/// Whether an account sends again and again what it has sent: a platform that takes our 200 for no answer, a job that drops
/// one file for ever. Much of it, little else, and in many raw files: one export of everything that is dropped every night
/// is none.
/// </summary>
internal static class DuplicateStorm
{
    private const int LeastPercent = 75;
    private const int FewestLoads = 20;

    /// <param name="counts">What the account brought.</param>
    /// <param name="isReadAgain">Whether known rows are our own doing: then only those twice in one file count.</param>
    /// <param name="maxDuplicates">See <see cref="OperationsOptions.MaxDuplicates"/>.</param>
    public static DuplicatesHigh? Judge(FeedCounts counts, bool isReadAgain, int maxDuplicates)
    {
        var known = counts.Duplicates + (isReadAgain ? 0 : counts.Known);
        if (maxDuplicates == 0 || known < maxDuplicates || known * 100 < counts.Received * LeastPercent || counts.Loads < FewestLoads)
        {
            return null;
        }

        var feed = FeedState.NameOf(counts.Source, counts.Account);
        return new DuplicatesHigh(
            feed,
            "what was sent is sent again, and little else",
            counts.FirstAt,
            known);
    }
}
