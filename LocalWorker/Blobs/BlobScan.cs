using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalWorker.Blobs;

/// <summary>Lists a container again and again; what was taken once isn't given out again.</summary>
internal sealed class BlobScan(BlobContainerClient container, BlobPattern pattern, BlobReceipts receipts, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    internal BlobContainerClient Container => container;

    /// <summary>Half as long again as the last scan took: a lake that has grown must not keep its storage busy with being listed.</summary>
    internal TimeSpan Pause { get; private set; } = ShortestPause;

    internal async IAsyncEnumerable<FoundBlob> NewAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, pattern.Prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(blobs))
        {
            var blob = blobs.Current;
            if (blob.Properties.ETag?.ToString("H") is { } etag && pattern.Match(blob.Name) is { } data && receipts.TryTake(blob.Name, etag))
            {
                yield return new FoundBlob(blob.Name, etag, blob.Properties.BlobType ?? BlobType.Block, data);
            }
        }

        var rest = 1.5 * time.GetElapsedTime(started);
        Pause = rest < ShortestPause ? ShortestPause : rest > LongestPause ? LongestPause : rest;
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "ContainerNotFound")
        {
            // It may be created any moment.
            return false;
        }
    }
}
