namespace Beejan.Functions.Operations.Replays;

/// <summary>Where a replay begins.</summary>
internal enum ReplayStage
{
    /// <summary>With raw blobs: they are cleaned, and what comes of it is loaded.</summary>
    Raw,

    /// <summary>With clean files: they are loaded.</summary>
    Clean,
}
