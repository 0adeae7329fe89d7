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
            $"more than {maxPercent} percent of the records break the contract",
            counts.FirstAt,
            counts.Rejected);
    }
}
