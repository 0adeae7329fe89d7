using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>The blobs that a request means, one after the other, in the order of their names: none is kept in memory.</summary>
internal sealed class ReplayScope(LakeStore lake, IEnumerable<LakeSource> sources)
{
    /// <param name="request">What is meant.</param>
    /// <param name="place">The name of the blob behind which to go on; null: from the first.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<ScopedBlob> ListAsync(ReplayRequest request, string? place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in sources.Where(source => IsMeant(request, source)).OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            var options = new GetBlobsOptions { Prefix = PrefixOf(request, source.Name), Traits = request.Stage == ReplayStage.Clean ? BlobTraits.Metadata : BlobTraits.None };
            await foreach (var item in ContainerOf(request).GetBlobsAsync(options, cancellationToken))
            {
                if ((place is null || string.CompareOrdinal(item.Name, place) > 0) && RawNameOf(request, source.Name, item) is { } raw && IsMeant(request, item, raw))
                {
                    yield return new ScopedBlob(source, item.Name, raw);
                }
            }
        }
    }

    private static bool IsMeant(ReplayRequest request, LakeSource source)
        => request.Blob is { } path ? path.Split('/')[1] == source.Name : request.Source is null || request.Source == source.Name;

    private BlobContainerClient ContainerOf(ReplayRequest request) => request.Stage == ReplayStage.Raw ? lake.Raw : lake.Clean;

    // What isn't named as a raw blob is nobody's; the function that was handed it has said so.
    private static RawName? RawNameOf(ReplayRequest request, string source, BlobItem item)
    {
        if (request.Stage == ReplayStage.Raw)
        {
            return RawName.TryParse(item.Name, source);
        }

        return item.Metadata.TryGetValue(BlobMetadata.RawPath, out var path) ? RawName.TryParse(path["raw/".Length..], source) : null;
    }

    private static bool IsMeant(ReplayRequest request, BlobItem item, RawName raw)
    {
        if (request.Blob is { } path)
        {
            return path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..] == item.Name;
        }

        return item.Properties.LastModified <= request.RequestedAt
            && (request.Account is not { } account || raw.Account == account || raw.Account == RawName.AccountOf(account))
            && !(raw.Time < request.From) && !(raw.Time >= request.To);
    }

    // Names begin with the time: what both ends have in common need not be listed around.
    private static string PrefixOf(ReplayRequest request, string source)
    {
        if (request.Blob is { } path)
        {
            return path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        if (request is not { From: { } from, To: { } to })
        {
            return source + "/";
        }

        var format = request.Stage == ReplayStage.Raw ? "yyyy/MM/dd/HHmmssfff" : "'ingest_date='yyyy-MM-dd/HHmmssfff";
        var (first, last) = (Text(from), Text(to));
        return $"{source}/{first[..first.AsSpan().CommonPrefixLength(last)]}";

        string Text(DateTimeOffset time) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
    }
}
