using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>One feed against its promise: what people see of it, and what is wrong with it.</summary>
internal sealed record FeedJudgement(FeedFreshness Freshness, FeedChecked Checked, IReadOnlyList<AlertEvent> Alerts)
{
    // One day, so that a subscription that was never made is found while the platform still sends again what it could not deliver.
    private static readonly TimeSpan FirstDeliveryWithin = TimeSpan.FromDays(1);

    public static FeedJudgement Of(FeedState feed, DateTimeOffset now)
    {
        AlertEvent?[] found = FindMissedRun(feed, now) is { } missed ? [missed] : [FindStaleRows(feed, now), FindSilence(feed, now)];
        AlertEvent[] alerts = [.. found.OfType<AlertEvent>()];
        var promise = feed.Promise;
        return new FeedJudgement(
            new FeedFreshness(feed.Source, promise.Account, feed.LastRunAt, promise.RunWithin, feed.NewestRowAt, promise.RowsWithin, [.. alerts.Select(alert => alert.Summary)]),
            // Of what never came the age is how long it has been waited for.
            new FeedChecked(feed.Source, promise.Account, feed.IngestFunction.Length > 0 ? now - (feed.LastRunAt ?? feed.Since) : TimeSpan.Zero, now - (feed.NewestRowAt ?? feed.Since)),
            alerts);
    }

    private static RunMissed? FindMissedRun(FeedState feed, DateTimeOffset now)
    {
        var since = feed.LastRunAt ?? feed.Since;
        return feed.IngestFunction.Length > 0 && feed.Promise.RunWithin is { } within && now - since > within
            ? new RunMissed(feed.Name, $"no good run {SinceWhen(feed.LastRunAt, since)}: promised is one within {InWords.Of(within)}", since, 0, feed.IngestFunction)
            : null;
    }

    // Not beside a missed run: that is why there are no rows.
    private static FeedStale? FindStaleRows(FeedState feed, DateTimeOffset now)
    {
        var since = feed.NewestRowAt ?? feed.Since;
        return feed.Promise.RowsWithin is { } within && now - since > within
            ? new FeedStale(feed.Name, $"no new row {SinceWhen(feed.NewestRowAt, since)}: promised is one within {InWords.Of(within)}", since, 0)
            : null;
    }

    private static WebhookSilent? FindSilence(FeedState feed, DateTimeOffset now)
    {
        if (feed.Promise.SilenceAfter is not { } after)
        {
            return null;
        }

        if (feed.Deliveries.SilentSince is not { } silentSince)
        {
            return now - feed.Since > FirstDeliveryWithin
                ? new WebhookSilent(feed.Name, $"enabled, and nothing was ever delivered {SinceWhen(null, feed.Since)}", feed.Since, 0)
                : null;
        }

        var expected = feed.Deliveries.ExpectedBy(now);
        return expected >= after && feed.Deliveries.IsUnusual(now)
            ? new WebhookSilent(feed.Name, $"nothing has reached the warehouse {SinceWhen(silentSince, silentSince)}: by the weeks before, much should have come", silentSince, (long)expected)
            : null;
    }

    private static string SinceWhen(DateTimeOffset? last, DateTimeOffset since) => last is null ? $"since it was set up at {InWords.Of(since)}" : $"since {InWords.Of(since)}";
}
