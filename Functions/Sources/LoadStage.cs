using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources;

/// <summary>Clean file in, warehouse rows out, in one transaction. The same for every source. May run again, or twice at once.</summary>
public sealed class LoadStage(IWarehouse warehouse, ILogger<LoadStage> logger)
{
    /// <exception cref="WrongBlobException">The blob is not a clean file of <paramref name="source"/>.</exception>
    public async Task RunAsync(BlobClient blob, string source, CancellationToken cancellationToken)
    {
        var path = "clean/" + blob.Name;
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        if (!blob.Name.StartsWith(source + "/", StringComparison.Ordinal) || !properties.Metadata.TryGetValue(BlobMetadata.RawPath, out var rawPath))
        {
            throw new WrongBlobException(path, $"clean/{source}/…, written by the clean stage");
        }

        await using var copy = TempFile.Create(".parquet", isNamed: true);
        var conditions = new BlobRequestConditions { IfMatch = properties.ETag };
        await blob.DownloadToAsync(copy.Stream, new BlobDownloadToOptions { Conditions = conditions }, cancellationToken);
        var hash = Convert.ToHexStringLower(await copy.HashAsync(cancellationToken));
        if (hash != properties.Metadata[BlobMetadata.Sha256])
        {
            throw new InvalidDataException($"{path} does not hold what the clean stage wrote: SHA-256 {hash}, expected {properties.Metadata[BlobMetadata.Sha256]}. Clean {rawPath} again.");
        }

        var file = new CleanFile(
            source,
            path,
            hash,
            rawPath,
            int.Parse(properties.Metadata[BlobMetadata.RuleVersion], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(properties.Metadata[BlobMetadata.KnownAt], CultureInfo.InvariantCulture),
            long.Parse(properties.Metadata[BlobMetadata.Rows], CultureInfo.InvariantCulture),
            copy.Path);
        var result = await warehouse.LoadAsync(file, cancellationToken);
        if (result.AlreadyLoaded)
        {
            Log.AlreadyLoaded(logger, source, path);
        }
        else
        {
            Log.Loaded(logger, source, path, result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older);
        }
    }
}
