namespace Beejan.Functions.Telemetry.Events;

/// <summary>Blobs were left behind again and again, or could not be healed by the sweep.</summary>
public sealed record GapRecurred(string Feed, string Summary, DateTimeOffset Since, long Rows, string Path) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "reconcile-gaps";
}
