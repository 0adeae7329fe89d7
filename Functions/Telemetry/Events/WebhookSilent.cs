namespace Beejan.Functions.Telemetry.Events;

/// <summary>A platform has sent nothing for so long that it should have sent much. Rows: deliveries that were expected.</summary>
public sealed record WebhookSilent(string Feed, string Summary, DateTimeOffset Since, long Rows) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "webhook-silence";
}
