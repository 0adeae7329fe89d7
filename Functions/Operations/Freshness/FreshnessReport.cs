using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>Says of each feed how fresh it is: from the lake's notes of good runs and the warehouse's ledger.</summary>
public sealed class FreshnessReport(LakeStore lake, IWarehouse warehouse, IEnumerable<LakeSource> sources, TimeProvider clock)
{
    /// <summary>Every feed that the settings enable, those that never came too.</summary>
    public async Task<IReadOnlyList<FeedFreshness>> ReadAsync(CancellationToken cancellationToken)
        => [.. (await JudgeAsync(cancellationToken)).Select(judged => judged.Freshness)];

    internal async Task<IReadOnlyList<FeedJudgement>> JudgeAsync(CancellationToken cancellationToken)
    {
        var judged = new List<FeedJudgement>();
        foreach (var (source, feed) in sources.SelectMany(source => source.Feeds.Select(feed => (source, feed))))
        {
            judged.Add(FeedJudgement.Of(await ReadAsync(source, feed, cancellationToken), clock.GetUtcNow()));
        }

        return judged;
    }

    private async Task<FeedState> ReadAsync(LakeSource source, LakeFeed feed, CancellationToken cancellationToken) => new(
        source.Name,
        source.IngestFunction,
        feed,
        await FeedRuns.FindSinceAsync(lake, source.Name, feed.Account, cancellationToken) ?? clock.GetUtcNow(),
        await FeedRuns.FindLastAsync(lake, source.Name, feed.Account, cancellationToken),
        await warehouse.FindNewestRowAsync(source.Name, feed.Account, cancellationToken),
        feed.SilenceAfter is null ? DeliveryHistory.None : new DeliveryHistory(await warehouse.ReadDeliveriesAsync(source.Name, feed.Account, cancellationToken)));
}
