namespace Beejan.Functions.Telemetry.Events;

/// <summary>A feed has had no good run for longer than it promises, or none ever.</summary>
public sealed record RunMissed(string Feed, string Summary, DateTimeOffset Since, long Rows, string Function) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Post($"admin/functions/{Function}", """{"input": ""}""");

    public override string Runbook => "missed-run";
}
