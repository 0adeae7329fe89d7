namespace Beejan.Functions.Telemetry.Events;

/// <summary>Nearly all that a feed brings was known before, and there is much of it: harmless to the figures, costly, and a sign.</summary>
public sealed record DuplicatesHigh(string Feed, string Summary, DateTimeOffset Since, long Rows) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "duplicate-storm";
}
