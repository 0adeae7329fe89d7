namespace Beejan.Functions.Telemetry.Events;

/// <summary>Blobs of a feed were given up on. Rows: how many. Path: the oldest of them.</summary>
public sealed record BlobPoisoned(string Feed, string Summary, DateTimeOffset Since, long Rows, string Path, string Hint) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Post("api/replay", $$"""{"blob": "{{Path}}"}""");

    public override string Runbook => "poison";
}
