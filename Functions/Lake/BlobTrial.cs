namespace Beejan.Functions.Lake;

/// <summary>What cleaning and loading a blob would come to, where nothing was kept of either.</summary>
public sealed class BlobTrial : IAsyncDisposable
{
    private readonly IAsyncDisposable _files;

    internal BlobTrial(BatchCounts counts, Stream rejects, IAsyncDisposable files)
    {
        Counts = counts;
        Rejects = rejects;
        _files = files;
    }

    /// <summary>Of the cleaning; none where a clean file was tried.</summary>
    internal BatchCounts Counts { get; }

    /// <summary>The rejects, as they would stand in the lake; there until this is disposed of.</summary>
    internal Stream Rejects { get; }

    /// <summary>Complaints that would come.</summary>
    internal long Inserted { get; init; }

    /// <summary>Complaints that would change.</summary>
    internal long Updated { get; init; }

    /// <summary>Complaints that would go, because only older rules made them.</summary>
    internal long Withdrawn { get; init; }

    public ValueTask DisposeAsync() => _files.DisposeAsync();
}
