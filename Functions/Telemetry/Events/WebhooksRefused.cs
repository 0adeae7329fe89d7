namespace Beejan.Functions.Telemetry.Events;

/// <summary>A platform's deliveries are turned away in numbers. Rows: deliveries.</summary>
public sealed record WebhooksRefused(string Feed, string Summary, DateTimeOffset Since, long Rows, string Reason) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "webhook-refusals";
}
