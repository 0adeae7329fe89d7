namespace Beejan.Functions.Telemetry.Events;

/// <summary>Columns of a source changed; rows are read on. Rows: how many columns.</summary>
public sealed record SchemaDrifted(string Feed, string Summary, DateTimeOffset Since, long Rows) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "schema-drift";
}
