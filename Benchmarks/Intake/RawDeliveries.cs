using Azure.Storage.Blobs;

namespace Beejan.Benchmarks.Intake;

/// <summary>What is in the lake, counted in its blobs: each delivery is a line.</summary>
internal static class RawDeliveries
{
    public static async Task<long> CountBlobsAsync(BlobContainerClient raw, CancellationToken ct)
    {
        var count = 0L;
        await foreach (var _ in raw.GetBlobsAsync(cancellationToken: ct))
        {
            count++;
        }

        return count;
    }

    public static async Task<long> CountAsync(BlobContainerClient raw, CancellationToken ct)
    {
        var count = 0L;
        await Parallel.ForEachAsync(raw.GetBlobsAsync(cancellationToken: ct), ct, async (blob, token) =>
        {
            var lines = await raw.GetBlobClient(blob.Name).DownloadContentAsync(token);
            Interlocked.Add(ref count, lines.Value.Content.ToMemory().Span.Count((byte)'\n'));
        });
        return count;
    }
}
