namespace Beejan.Functions.Telemetry.Events;

/// <summary>More records of a feed break the contract than its limit allows.</summary>
public sealed record RejectShareHigh(string Feed, string Summary, DateTimeOffset Since, long Rows) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "reject-share";
}
