using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Sources;

/// <summary>Both stages without a trace: what would be written to the lake stays on disk, and the load is taken back.</summary>
public sealed class TrialStage(LakeStore lake, IWarehouse warehouse)
{
    /// <summary>Tries one source's raw blobs.</summary>
    /// <param name="readAsync">The source's cleaner.</param>
    internal Func<BlobClient, CancellationToken, Task<BlobTrial>> OfRaw(Func<BlobClient, CancellationToken, Task<CleanReading>> readAsync)
        => async (raw, cancellationToken) =>
        {
            var reading = await readAsync(raw, cancellationToken);
            try
            {
                reading.Pass.Counts.MustBalance(reading.Raw.Path);
                await using var copy = await CleanCopy.OfAsync(reading, cancellationToken);
                var load = await warehouse.TryLoadAsync(copy.File, cancellationToken);
                var rejects = reading.Pass.Rejects.File.Stream;
                await rejects.FlushAsync(cancellationToken);
                rejects.Position = 0;
                return Trial(load, reading.Pass.Counts, rejects, reading);
            }
            catch
            {
                await reading.DisposeAsync();
                throw;
            }
        };

    /// <summary>Tries one source's clean files.</summary>
    internal Func<BlobClient, CancellationToken, Task<BlobTrial>> OfClean(string source)
        => async (clean, cancellationToken) =>
        {
            var copy = await CleanCopy.DownloadAsync(lake, clean, source, cancellationToken);
            try
            {
                return Trial(await warehouse.TryLoadAsync(copy.File, cancellationToken), BatchCounts.None, Stream.Null, copy);
            }
            catch
            {
                await copy.DisposeAsync();
                throw;
            }
        };

    private static BlobTrial Trial(LoadResult load, BatchCounts counts, Stream rejects, IAsyncDisposable files) => new(counts, rejects, files)
    {
        Inserted = load.AlreadyLoaded ? 0 : load.Inserted,
        Updated = load.AlreadyLoaded ? 0 : load.Updated,
        Withdrawn = load.AlreadyLoaded ? 0 : load.Withdrawn,
    };
}
