using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>The records of what the sweep has done, an empty blob with metadata for each: <c>state/reconcile/{path}</c>.</summary>
internal sealed class GapRecords(LakeStore lake)
{
    private const string Prefix = "reconcile/";

    // Longer than anything that is judged by them.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<GapRecord> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return GapRecord.Read((await BlobOf(path).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return GapRecord.None;
        }
    }

    public Task KeepAsync(string path, GapRecord record, CancellationToken cancellationToken)
        => BlobOf(path).UploadAsync(BinaryData.Empty, new BlobUploadOptions { Metadata = record.ToMetadata() }, cancellationToken);

    /// <summary>Those of a container's blobs of a source.</summary>
    public async IAsyncEnumerable<(string Path, GapRecord Record)> ListAsync(string container, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = new GetBlobsOptions { Prefix = $"{Prefix}{container}/{source}/", Traits = BlobTraits.Metadata };
        await foreach (var blob in lake.State.GetBlobsAsync(listing, cancellationToken))
        {
            yield return (blob.Name[Prefix.Length..], GapRecord.Read(blob.Metadata));
        }
    }

    /// <summary>Deletes those that nobody has touched for long.</summary>
    public async Task TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var blob in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = Prefix }, cancellationToken))
        {
            if (now - blob.Properties.LastModified > Kept)
            {
                await lake.State.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }

    private BlobClient BlobOf(string path) => lake.State.GetBlobClient(Prefix + path);
}
