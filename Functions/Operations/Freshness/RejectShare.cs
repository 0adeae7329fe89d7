using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>Whether more records of an account break the contract than may: it has changed, or our rules are wrong.</summary>
internal static class RejectShare
{
    // Of a handful of records one bad one is a large share, and no sign.
    private const int FewestRecords = 20;

    public static RejectShareHigh? Judge(FeedCounts counts, int maxPercent)
    {
        if (counts.Received < FewestRecords || counts.Rejected * 100 <= counts.Received * maxPercent)
        {
            return null;
        }

        var feed = FeedState.NameOf(counts.Source, counts.Account);
        return new RejectShareHigh(
            feed,
            $"{feed} breaks the contract: {counts.Rejected} of {counts.Received} records are rejects since {InWords.Of(counts.FirstAt)}, at most {maxPercent} percent may be",
            counts.FirstAt,
            counts.Rejected);
    }
}
