using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status;

/// <summary>Puts the whole status together: from the lake's listings and manifests and from the warehouse's ledger, never from memory.</summary>
public sealed class StatusReport(LakeStore lake, IWarehouse warehouse, IEnumerable<LakeSource> sources, SummaryReport summary)
{
    public async Task<PipelineStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var poison = await PoisonedBlobs.ReadAsync(lake, cancellationToken);

        // Before the walk: a file that goes through meanwhile is a manifest without a load, and nothing looks settled.
        var loads = (await warehouse.ReadLoadsAsync(cancellationToken)).ToDictionary(load => load.Source);
        var readings = await Task.WhenAll(sources.Select(source => ReadAsync(source, poison, cancellationToken)));
        var shown = await summary.BuildAsync(readings, poison, warehouseFault: null, cancellationToken);
        return new PipelineStatus(
            shown.At, [.. readings.Select(reading => Describe(reading, loads[reading.Source.Name]))], await warehouse.ReadChannelsAsync(cancellationToken), poison.Total, shown);
    }

    private async Task<SourceReading> ReadAsync(LakeSource source, PoisonedBlobs poison, CancellationToken cancellationToken)
    {
        var waiting = await source.CountWaitingAsync(cancellationToken);
        var walk = new SourceWalk(source.Name, warehouse, poison, summary.RejectsSince);
        await walk.RunAsync(lake, WalkRange.All(source.Name), int.MaxValue, cancellationToken);
        return new SourceReading(source, waiting, walk, From: null);
    }

    private static SourceStatus Describe(SourceReading reading, SourceLoads loads)
    {
        var (walk, counts) = (reading.Walk, reading.Walk.Counts);
        var (poisonedRaw, poisonedClean) = (walk.PoisonedRaw.Count, walk.PoisonedClean.Count);
        var isSettled = reading.Waiting == 0 && walk.RawBlobs == walk.Cleaned + poisonedRaw && walk.Manifests == loads.Loads + poisonedClean
            && (poisonedClean > 0 || walk.RuleVersions == loads.RuleVersions); // a load is never ahead of its manifest, so equal sums are equal one by one
        var rows = new RowCounts(loads.Inserted, loads.Updated, loads.Unchanged, loads.Older);
        var isBalanced = isSettled && poisonedRaw + poisonedClean == 0 && counts.IsBalanced && counts.Cleaned == rows.Inserted + rows.Updated + rows.Unchanged + rows.Older;
        return new SourceStatus(
            reading.Source.Name,
            reading.Waiting,
            walk.RawBlobs,
            walk.Cleaned,
            walk.Manifests,
            loads.Loads,
            poisonedRaw + poisonedClean,
            new RecordCounts(counts.Received, counts.Cleaned, counts.Duplicates, counts.Rejected, counts.Ignored),
            rows,
            loads.LastLoadedAt is { } at ? new LastBatch(loads.LastName!, at) : null,
            isSettled,
            isBalanced);
    }
}
