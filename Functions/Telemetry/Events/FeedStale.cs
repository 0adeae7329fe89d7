namespace Beejan.Functions.Telemetry.Events;

/// <summary>Runs are good and bring nothing, or what they bring gets stuck: the newest row is older than the feed promises.</summary>
public sealed record FeedStale(string Feed, string Summary, DateTimeOffset Since, long Rows) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "stale-feed";
}
