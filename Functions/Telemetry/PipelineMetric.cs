namespace Beejan.Functions.Telemetry;

/// <summary>What is measured again and again, by source and account. A metric's name is its member's.</summary>
public enum PipelineMetric
{
    /// <summary>Rejected records by received ones of a batch, 0 to 1.</summary>
    RejectShare,

    /// <summary>Time since a feed's last good run, in seconds.</summary>
    RunAge,

    /// <summary>Time since a feed's newest row in the warehouse, in seconds.</summary>
    RowAge,

    /// <summary>Blobs of a source that were given up on and have not gone through since.</summary>
    PoisonedBlobs,
}
