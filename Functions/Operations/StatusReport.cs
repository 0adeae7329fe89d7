using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations;

/// <summary>Puts the status together: from the lake's listings and manifests and from the warehouse's ledger, never from memory.</summary>
public sealed class StatusReport(LakeStore lake, IWarehouse warehouse, IEnumerable<LakeSource> sources, TimeProvider clock)
{
    public async Task<PipelineStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var poison = await PoisonedBlobs.ReadAsync(lake, cancellationToken);
        var loads = (await warehouse.ReadLoadsAsync(cancellationToken)).ToDictionary(load => load.Source);
        var all = new List<SourceStatus>();
        foreach (var source in sources)
        {
            all.Add(await ReadAsync(source, loads[source.Name], poison, cancellationToken));
        }

        return new PipelineStatus(clock.GetUtcNow(), all, await warehouse.ReadChannelsAsync(cancellationToken), poison.Total);
    }

    private async Task<SourceStatus> ReadAsync(LakeSource source, SourceLoads loads, PoisonedBlobs poison, CancellationToken cancellationToken)
    {
        // From the back of the pipeline to its front, so that what moves on meanwhile is seen late, not twice.
        var (counts, manifests, ruleVersions, cleaned) = await ReadManifestsAsync(source, cancellationToken);
        var rawBlobs = await CountAsync(lake.Raw, source.Name + "/", cancellationToken);
        var waiting = await source.CountWaitingAsync(cancellationToken);

        var poisonedRaw = poison.Of("raw", source.Name).Count(name => RawName.TryParse(name, source.Name) is not { } raw || !cleaned.Contains(CleanManifest.KeyOf(raw)));
        var poisonedClean = (int)Math.Clamp(manifests - loads.Loads, 0, poison.Of("clean", source.Name).Count); // those loaded since don't count
        var isSettled = waiting == 0 && rawBlobs == cleaned.Count + poisonedRaw && manifests == loads.Loads + poisonedClean
            && (poisonedClean > 0 || ruleVersions == loads.RuleVersions); // a load is never ahead of its manifest, so equal sums are equal one by one
        var rows = new RowCounts(loads.Inserted, loads.Updated, loads.Unchanged, loads.Older);
        var isBalanced = isSettled && poisonedRaw + poisonedClean == 0 && counts.IsBalanced && counts.Cleaned == rows.Inserted + rows.Updated + rows.Unchanged + rows.Older;
        return new SourceStatus(
            source.Name,
            waiting,
            rawBlobs,
            cleaned.Count,
            manifests,
            loads.Loads,
            poisonedRaw + poisonedClean,
            new RecordCounts(counts.Received, counts.Cleaned, counts.Duplicates, counts.Rejected, counts.Ignored),
            rows,
            loads.LastLoadedAt is { } at ? new LastBatch(loads.LastName!, at) : null,
            isSettled,
            isBalanced);
    }

    private async Task<(BatchCounts Counts, int Manifests, long RuleVersions, HashSet<string> Cleaned)> ReadManifestsAsync(LakeSource source, CancellationToken cancellationToken)
    {
        var (counts, manifests, ruleVersions, cleaned) = (BatchCounts.None, 0, 0L, new HashSet<string>());
        var listing = new GetBlobsOptions { Prefix = CleanManifest.Prefix(source.Name), Traits = BlobTraits.Metadata };
        await foreach (var manifest in lake.State.GetBlobsAsync(listing, cancellationToken))
        {
            counts += BatchMetadata.Read(manifest.Metadata);
            manifests++;
            ruleVersions += CleanManifest.RuleVersionOf(manifest.Name);
            cleaned.Add(CleanManifest.KeyOf(manifest.Name));
        }

        return (counts, manifests, ruleVersions, cleaned);
    }

    private static async Task<int> CountAsync(BlobContainerClient container, string prefix, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
        {
            count++;
        }

        return count;
    }
}
