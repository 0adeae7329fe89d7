using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>
/// Raw blobs without a manifest. Whatever of the clean stage was done when its process ended, the manifest is written last:
/// without it all of it is done again. One that older rules have read is no gap, but a replay's business.
/// </summary>
internal sealed class CleanGaps(LakeStore lake) : StageGaps("Clean", lake.Raw)
{
    public override async IAsyncEnumerable<Gap> FindAsync(LakeSource source, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var raw = ListAsync(source.Name, before, cancellationToken);
        await foreach (var blob in SortedMerge.MissingAsync(raw, blob => blob.Key, ManifestsAsync(source.Name, cancellationToken), string.CompareOrdinal, "Raw blobs and manifests"))
        {
            yield return blob.Gap;
        }
    }

    protected override async Task<bool> WentThroughAsync(LakeSource source, string name, CancellationToken cancellationToken)
        => RawName.TryParse(name, source.Name) is { } raw
            && await lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = CleanManifest.KeyOf(raw) + ".r" }, cancellationToken).AnyAsync(cancellationToken);

    protected override Task RunAsync(LakeSource source, BlobClient blob, CancellationToken cancellationToken) => source.CleanAsync(blob, cancellationToken);

    // Both listings have day, time, account and hash in one order. A blob whose name isn't a raw blob's has no manifest ever:
    // it is put behind the one before it, where no manifest can stand.
    private async IAsyncEnumerable<(string Key, Gap Gap)> ListAsync(string source, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = "";
        await foreach (var blob in lake.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = source + "/" }, cancellationToken))
        {
            key = RawName.TryParse(blob.Name, source) is { } raw ? CleanManifest.KeyOf(raw) : key.Length == 0 || key.EndsWith('~') ? key : key + "~";
            if (blob.Properties.LastModified is { } at && at < before)
            {
                yield return (key, new Gap(blob.Name, at));
            }
        }
    }

    private async IAsyncEnumerable<string> ManifestsAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var manifest in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = CleanManifest.Prefix(source) }, cancellationToken))
        {
            yield return CleanManifest.KeyOf(manifest.Name);
        }
    }
}
