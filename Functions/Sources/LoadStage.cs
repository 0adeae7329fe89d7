using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
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
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        if (!blob.Name.StartsWith(source + "/", StringComparison.Ordinal) || !properties.Metadata.TryGetValue(BlobMetadata.RawPath, out var rawPath))
        {
            throw new WrongBlobException(path, $"clean/{source}/…, written by the clean stage");
        }

        await BlobOperation.GoOnAsync("load", properties.Metadata, () => LoadAsync(blob, properties, path, rawPath, source, cancellationToken));
    }

    private async Task LoadAsync(BlobClient blob, BlobProperties properties, string path, string rawPath, string source, CancellationToken cancellationToken)
    {
        await using var copy = TempFile.Create(".parquet", isNamed: true);
        var conditions = new BlobRequestConditions { IfMatch = properties.ETag };
        await blob.DownloadToAsync(copy.Stream, new BlobDownloadToOptions { Conditions = conditions }, cancellationToken);
        var hash = Convert.ToHexStringLower(await copy.HashAsync(cancellationToken));
        if (hash != properties.Metadata[BlobMetadata.Sha256])
        {
            throw new InvalidDataException($"{path} does not hold what the clean stage wrote: SHA-256 {hash}, expected {properties.Metadata[BlobMetadata.Sha256]}. Clean {rawPath} again.");
        }

        var ruleVersion = int.Parse(properties.Metadata[BlobMetadata.RuleVersion], CultureInfo.InvariantCulture);
        var counts = await ReadCountsAsync(properties.Metadata, rawPath, source, ruleVersion, cancellationToken);
        var file = new CleanFile(
            source,
            path,
            hash,
            rawPath,
            ruleVersion,
            DateTimeOffset.Parse(properties.Metadata[BlobMetadata.KnownAt], CultureInfo.InvariantCulture),
            long.Parse(properties.Metadata[BlobMetadata.Rows], CultureInfo.InvariantCulture),
            counts.Received,
            counts.Duplicates,
            counts.Rejected,
            counts.Ignored,
            copy.Path);
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
                source, path, ruleVersion, result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older, result.Withdrawn, Stopwatch.GetElapsedTime(started)));
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

    // Apps that did not yet write the counts beside the rows wrote them into the manifest only.
    private async Task<BatchCounts> ReadCountsAsync(IDictionary<string, string> metadata, string rawPath, string source, int ruleVersion, CancellationToken cancellationToken)
    {
        if (BatchMetadata.IsIn(metadata))
        {
            return BatchMetadata.Read(metadata);
        }

        var manifest = lake.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(rawPath["raw/".Length..], source), ruleVersion));
        return BatchMetadata.Read((await manifest.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata);
    }
}
