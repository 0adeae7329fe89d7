using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>
/// Looks at what is there and at what should be, and says of each finding that it is one, every time while it lasts. What
/// can't be looked at fails the run.
/// </summary>
public sealed class FreshnessCheck(
    FreshnessReport report, LakeStore lake, IWarehouse warehouse, IEnumerable<LakeSource> sources, IOptions<OperationsOptions> options, PipelineTelemetry telemetry, TimeProvider clock, ILogger<FreshnessCheck> logger)
{
    /// <summary>How much of the ledger shares and storms are judged by.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var feeds = await report.JudgeAsync(cancellationToken);
        var counts = await warehouse.ReadFeedCountsAsync(now - Window, cancellationToken);
        var imbalances = await warehouse.ReadImbalancesAsync(cancellationToken);

        foreach (var feed in feeds)
        {
            telemetry.Track(feed.Checked);
            telemetry.Gauge(PipelineMetric.RunAge, feed.Checked.RunAge.TotalSeconds, feed.Checked.Source, feed.Checked.Account);
            telemetry.Gauge(PipelineMetric.RowAge, feed.Checked.RowAge.TotalSeconds, feed.Checked.Source, feed.Checked.Account);
        }

        AlertEvent[] alerts = [.. feeds.SelectMany(feed => feed.Alerts), .. counts.SelectMany(Judge), .. imbalances.Select(imbalance => Describe(imbalance, now))];
        foreach (var alert in await FirstSeen.DateAsync(lake, alerts, cancellationToken))
        {
            telemetry.Track(alert);
            Log.Found(logger, alert.Runbook, alert.Feed, alert.Summary);
        }

        Log.FeedsChecked(logger, feeds.Count, alerts.Length);
    }

    private IEnumerable<AlertEvent> Judge(FeedCounts counts)
    {
        var isReadAgain = sources.Any(source => source.Name == counts.Source && source.Feeds.Any(feed => feed.IsReadAgain));
        AlertEvent?[] found = [RejectShare.Judge(counts, options.Value.MaxRejectPercent), DuplicateStorm.Judge(counts, isReadAgain, options.Value.MaxDuplicates)];
        return found.OfType<AlertEvent>();
    }

    private static RowsUnbalanced Describe(Imbalance imbalance, DateTimeOffset now) => new(
        imbalance.Source,
        $"rows are lost or doubled from one stage to the next ({imbalance.Stage}), as at {imbalance.Place}",
        now,
        imbalance.Rows,
        imbalance.Place);
}
