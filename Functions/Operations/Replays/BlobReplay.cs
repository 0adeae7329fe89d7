using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Replays;

/// <summary>
/// Replays one blob. What a load came to is read from the ledger, whoever ran it: the blob's own function may be quicker,
/// and a replay that was killed behind the load counts it when it goes on.
/// </summary>
internal sealed class BlobReplay(LakeStore lake, IWarehouse warehouse, RuleFiles rules, EarlierRejects earlier)
{
    /// <returns>Null: there is nothing to replay, as today's rules have read the blob and what came of it is loaded.</returns>
    public Task<ReplayedBlob?> RunAsync(string id, ReplayRequest request, ScopedBlob blob, CancellationToken cancellationToken)
        => request.Stage == ReplayStage.Raw ? ReplayRawAsync(id, request, blob, cancellationToken) : ReplayCleanAsync(request, blob, cancellationToken);

    private async Task<ReplayedBlob?> ReplayRawAsync(string id, ReplayRequest request, ScopedBlob blob, CancellationToken cancellationToken)
    {
        var (source, raw) = (blob.Source, blob.Raw);
        var today = source.RuleVersion + rules.Version;
        var cleanName = raw.DerivedName(today, "parquet");
        var readings = await NewestReading.ListAsync(lake, CleanManifest.KeyOf(raw), cancellationToken);
        var isClean = readings.Contains(today);
        if (readings.Any(version => version > today) || (isClean && !request.IsAgain && await IsLoadedBeforeAsync(request, source, cleanName, cancellationToken)))
        {
            return null;
        }

        var rawBlob = lake.Raw.GetBlobClient(blob.Name);
        int? older = readings.Where(version => version < today).Select(version => (int?)version).Max();
        if (request.IsDryRun)
        {
            await using var before = await earlier.OpenAsync(raw, older, cancellationToken);
            await using var trial = await source.TryCleanAsync(rawBlob, cancellationToken);
            return await CompareAsync(Of(trial), before, trial.Rejects, trial.Counts, cancellationToken);
        }

        await earlier.KeepAsync(id, raw, older, cancellationToken);
        if (!isClean || request.IsAgain)
        {
            await source.CleanAsync(rawBlob, cancellationToken);
        }

        var loaded = await LoadAsync(request, source, cleanName, cancellationToken);
        var manifest = await lake.State.GetBlobClient(CleanManifest.NameFor(raw, today)).GetPropertiesAsync(cancellationToken: cancellationToken);
        await using var kept = await earlier.OpenKeptAsync(id, raw, cancellationToken);
        await using var rejects = await earlier.OpenAsync(raw, today, cancellationToken);
        return await CompareAsync(loaded, kept, rejects, BatchMetadata.Read(manifest.Value.Metadata), cancellationToken);
    }

    private async Task<ReplayedBlob?> ReplayCleanAsync(ReplayRequest request, ScopedBlob blob, CancellationToken cancellationToken)
    {
        if (await IsLoadedBeforeAsync(request, blob.Source, blob.Name, cancellationToken))
        {
            return null;
        }

        if (request.IsDryRun)
        {
            await using var trial = await blob.Source.TryLoadAsync(lake.Clean.GetBlobClient(blob.Name), cancellationToken);
            return Of(trial);
        }

        return await LoadAsync(request, blob.Source, blob.Name, cancellationToken);
    }

    private async Task<bool> IsLoadedBeforeAsync(ReplayRequest request, LakeSource source, string cleanName, CancellationToken cancellationToken)
        => await warehouse.FindLoadAsync(source.Name, "clean/" + cleanName, cancellationToken) is { } load && load.LoadedAt < request.RequestedAt;

    private async Task<ReplayedBlob> LoadAsync(ReplayRequest request, LakeSource source, string cleanName, CancellationToken cancellationToken)
    {
        await source.LoadAsync(lake.Clean.GetBlobClient(cleanName), cancellationToken);
        var load = await warehouse.FindLoadAsync(source.Name, "clean/" + cleanName, cancellationToken);
        return load is not null && load.LoadedAt >= request.RequestedAt ? new ReplayedBlob(load.Inserted, load.Updated, load.Withdrawn) : new ReplayedBlob(0, 0, 0);
    }

    private static ReplayedBlob Of(BlobTrial trial) => new(trial.Inserted, trial.Updated, trial.Withdrawn);

    private static async Task<ReplayedBlob> CompareAsync(ReplayedBlob loaded, Stream before, Stream now, BatchCounts counts, CancellationToken cancellationToken)
    {
        var rejects = await RejectComparison.CompareAsync(before, now, counts, cancellationToken);
        return loaded with { Rejected = counts.Rejected, Fixed = rejects.Fixed, StillBad = rejects.StillBad };
    }
}
