using System.Globalization;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Sources;

/// <summary>A clean file on the instance's own disk, with all that the warehouse wants to know of it; gone when closed.</summary>
internal sealed class CleanCopy : IAsyncDisposable
{
    private readonly TempFile _copy;

    private CleanCopy(CleanFile file, IDictionary<string, string> metadata, TempFile copy)
    {
        File = file;
        Metadata = metadata;
        _copy = copy;
    }

    public CleanFile File { get; }

    /// <summary>Of the blob that it is a copy of.</summary>
    public IDictionary<string, string> Metadata { get; }

    /// <exception cref="WrongBlobException">The blob is not a clean file of <paramref name="source"/>.</exception>
    /// <exception cref="InvalidDataException">Its bytes are not those that the clean stage wrote.</exception>
    public static async Task<CleanCopy> DownloadAsync(LakeStore lake, BlobClient blob, string source, CancellationToken cancellationToken)
    {
        var path = "clean/" + blob.Name;
        using var answer = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value; // bytes and metadata by one request
        var properties = answer.Details;
        if (!blob.Name.StartsWith(source + "/", StringComparison.Ordinal) || !properties.Metadata.TryGetValue(BlobMetadata.RawPath, out var rawPath))
        {
            throw new WrongBlobException(path, $"clean/{source}/…, written by the clean stage");
        }

        var ruleVersion = int.Parse(properties.Metadata[BlobMetadata.RuleVersion], CultureInfo.InvariantCulture);
        var counts = await ReadCountsAsync(lake, properties.Metadata, rawPath, source, ruleVersion, cancellationToken);
        return await BlobOperation.GoOnAsync("download", properties.Metadata, () => FillAsync(
            properties.Metadata,
            async copy =>
            {
                await answer.Content.CopyToAsync(copy.Stream, cancellationToken);
                var hash = Convert.ToHexStringLower(await copy.HashAsync(cancellationToken));
                if (hash != properties.Metadata[BlobMetadata.Sha256])
                {
                    throw new InvalidDataException($"{path} does not hold what the clean stage wrote: SHA-256 {hash}, expected {properties.Metadata[BlobMetadata.Sha256]}. Clean {rawPath} again.");
                }

                return Describe(
                    source,
                    path,
                    hash,
                    rawPath,
                    ruleVersion,
                    DateTimeOffset.Parse(properties.Metadata[BlobMetadata.KnownAt], CultureInfo.InvariantCulture),
                    long.Parse(properties.Metadata[BlobMetadata.Rows], CultureInfo.InvariantCulture),
                    counts,
                    copy.Path);
            }));
    }

    /// <summary>The clean file that a reading would make in the lake.</summary>
    public static Task<CleanCopy> OfAsync(CleanReading reading, CancellationToken cancellationToken) => FillAsync(
        reading.RawProperties.Metadata,
        async copy =>
        {
            var (raw, ruleVersion, properties, pass) = reading;
            var clean = await pass.Clean.CompleteAsync();
            await clean.HashAsync(cancellationToken);
            await clean.Stream.CopyToAsync(copy.Stream, cancellationToken);
            var hash = Convert.ToHexStringLower(await copy.HashAsync(cancellationToken));
            var name = "clean/" + raw.DerivedName(ruleVersion, "parquet");
            return Describe(raw.Source, name, hash, raw.Path, ruleVersion, properties.LastModified, pass.Clean.Rows, pass.Counts, copy.Path);
        });

    public ValueTask DisposeAsync() => _copy.DisposeAsync();

    private static async Task<CleanCopy> FillAsync(IDictionary<string, string> metadata, Func<TempFile, Task<CleanFile>> fillAsync)
    {
        var copy = TempFile.Create(".parquet", isNamed: true);
        try
        {
            return new CleanCopy(await fillAsync(copy), metadata, copy);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    private static CleanFile Describe(string source, string name, string hash, string rawPath, int ruleVersion, DateTimeOffset knownAt, long rows, BatchCounts counts, string localPath)
        => new(source, name, hash, rawPath, ruleVersion, knownAt, rows, counts.Received, counts.Duplicates, counts.Rejected, counts.Ignored, localPath);

    // Apps that did not yet write the counts beside the rows wrote them into the manifest only.
    private static async Task<BatchCounts> ReadCountsAsync(LakeStore lake, IDictionary<string, string> metadata, string rawPath, string source, int ruleVersion, CancellationToken cancellationToken)
    {
        if (BatchMetadata.IsIn(metadata))
        {
            return BatchMetadata.Read(metadata);
        }

        var manifest = lake.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(rawPath["raw/".Length..], source), ruleVersion));
        return BatchMetadata.Read((await manifest.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata);
    }
}
