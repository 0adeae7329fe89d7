namespace Beejan.Functions.Telemetry.Events;

/// <summary>A row was lost or doubled; the batch was not kept.</summary>
public sealed record RowsUnbalanced(string Feed, string Summary, DateTimeOffset Since, long Rows, string Path) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => "psql -c 'SELECT * FROM ops.imbalance'";

    public override string Runbook => "rows-do-not-balance";
}
