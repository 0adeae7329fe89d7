using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalWorker.Blobs;

/// <summary>Which versions of which blobs are done with, in the host storage, at the host's own names.</summary>
internal sealed class BlobReceipts(BlobContainerClient hostContainer, string prefix, string container)
{
    // The host puts a receipt down before it has finished, with this in its metadata.
    private const string Unfinished = "Incomplete";

    private readonly HashSet<string> _known = [];

    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var receipt in hostContainer.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken))
            {
                if (!receipt.Metadata.ContainsKey(Unfinished))
                {
                    _known.Add(receipt.Name);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "ContainerNotFound")
        {
            await hostContainer.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <returns>False when this version is done with, or taken already.</returns>
    internal bool TryTake(string blob, string etag) => _known.Add(Name(blob, etag));

    internal async Task WriteAsync(FoundBlob blob)
    {
        var receipt = hostContainer.GetBlobClient(Name(blob.Name, blob.ETag));
        try
        {
            await receipt.UploadAsync(BinaryData.Empty, overwrite: true);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "ContainerNotFound")
        {
            await hostContainer.CreateIfNotExistsAsync();
            await receipt.UploadAsync(BinaryData.Empty, overwrite: true);
        }
    }

    private string Name(string blob, string etag) => $"{prefix}{etag}/{container}/{blob}";
}
