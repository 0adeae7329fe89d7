using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources;

/// <summary>Clean file in, warehouse rows out, in one transaction. The same for every source. May run again, or twice at once.</summary>
public sealed class LoadStage(LakeStore lake, IWarehouse warehouse, PipelineTelemetry telemetry, ILogger<LoadStage> logger)
{
    /// <summary>Loads one source's clean files.</summary>
    public Func<BlobClient, CancellationToken, Task> For(string source) => (blob, cancellationToken) => RunAsync(blob, source, cancellationToken);

    /// <exception cref="WrongBlobException">The blob is not a clean file of <paramref name="source"/>.</exception>
    public async Task RunAsync(BlobClient blob, string source, CancellationToken cancellationToken)
    {
        var path = "clean/" + blob.Name;
        try
        {
            await LoadAsync(blob, path, source, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            if (!await NewestReading.IsBehindAsync(lake, path, cancellationToken))
            {
                throw;
            }

            Log.SupersededBeforeLoad(logger, source, path);
        }
    }

    private async Task LoadAsync(BlobClient blob, string path, string source, CancellationToken cancellationToken)
    {
        await using var copy = await CleanCopy.DownloadAsync(lake, blob, source, cancellationToken);
        await BlobOperation.GoOnAsync("load", copy.Metadata, () => LoadAsync(copy.File, path, source, cancellationToken));
    }

    private async Task LoadAsync(CleanFile file, string path, string source, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await LoadAsync(file, cancellationToken);
        if (result.AlreadyLoaded)
        {
            Log.AlreadyLoaded(logger, source, path);
        }
        else
        {
            Log.Loaded(logger, source, path, result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older, result.Withdrawn);
            telemetry.Track(new LoadClosed(
                source, path, file.RuleVersion, result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older, result.Withdrawn, Stopwatch.GetElapsedTime(started)));
        }
    }

    private async Task<LoadResult> LoadAsync(CleanFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await warehouse.LoadAsync(file, cancellationToken);
        }
        catch (RowsDoNotBalanceException lost)
        {
            var feed = RawName.Parse(file.RawFile["raw/".Length..], file.Source).Feed;
            telemetry.Track(new RowsUnbalanced(feed, $"the load of {file.Source} lost or doubled rows, and kept nothing of the file", file.KnownAt, lost.Rows, file.Name));
            throw;
        }
    }
}
