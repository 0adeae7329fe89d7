namespace Beejan.Functions.Telemetry.Events;

/// <summary>A replay has come to its end.</summary>
public sealed record ReplayFinished(string Source, string Id, bool IsDryRun, long Blobs, long Inserted, long Updated, long Superseded, long Rejected, long Fixed, long StillBad) : PipelineEvent
{
    /// <summary>Blobs that failed, and were left as they were.</summary>
    public long FailedBlobs { get; init; }
}
