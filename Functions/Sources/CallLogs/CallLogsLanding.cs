using System.Globalization;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>
/// Copies exports from <c>landing/calllogs/</c> into raw, byte by byte. A folder below it is the account, as in
/// <c>landing/calllogs/lagos/monday.csv</c>. Nothing is deleted: the drop folder is the CRM's.
/// </summary>
public sealed class CallLogsLanding(LakeStore lake, ILogger<CallLogsLanding> logger)
{
    public const string Folder = "calllogs/";

    public async Task IngestAsync(CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<CallLogsCursor>.ReadAsync(lake, CallLogsSource.Name, cancellationToken);
        var landed = await ListAsync(cancellationToken);
        foreach (var export in landed.Where(export => IsNew(export, cursor.Value)))
        {
            await CopyToRawAsync(export, cancellationToken);

            // After each file, so that a run that is cut short has not copied for nothing.
            var taken = new Dictionary<string, string>(cursor.Value.Taken) { [export.Name] = ETagOf(export) };
            await cursor.MoveAsync(new CallLogsCursor { Taken = taken }, cancellationToken);
        }

        var present = landed.Select(export => export.Name).ToHashSet(StringComparer.Ordinal);
        if (cursor.Value.Taken.Keys.Any(name => !present.Contains(name)))
        {
            var remaining = cursor.Value.Taken.Where(taken => present.Contains(taken.Key)).ToDictionary();
            await cursor.MoveAsync(new CallLogsCursor { Taken = remaining }, cancellationToken);
        }
    }

    /// <summary>How many exports wait for the next run.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<CallLogsCursor>.ReadAsync(lake, CallLogsSource.Name, cancellationToken);
        return (await ListAsync(cancellationToken)).Count(export => IsNew(export, cursor.Value));
    }

    private static bool IsNew(BlobItem export, CallLogsCursor cursor)
        => !cursor.Taken.TryGetValue(export.Name, out var etag) || etag != ETagOf(export);

    private static string ETagOf(BlobItem export) => export.Properties.ETag!.Value.ToString();

    private static string AccountOf(string name)
    {
        var path = name[Folder.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? RawName.NoAccount : path[..slash];
    }

    private async Task<List<BlobItem>> ListAsync(CancellationToken cancellationToken)
    {
        var exports = new List<BlobItem>();
        var listing = new GetBlobsOptions { Prefix = Folder, Traits = BlobTraits.Metadata };
        await foreach (var item in lake.Landing.GetBlobsAsync(listing, cancellationToken))
        {
            // Accounts with directories list these as empty blobs.
            if (!item.Name.EndsWith('/') && !item.Metadata.ContainsKey("hdi_isfolder"))
            {
                exports.Add(item);
            }
        }

        return exports;
    }

    private async Task CopyToRawAsync(BlobItem export, CancellationToken cancellationToken)
    {
        await using var copy = TempFile.Create(".csv");
        var conditions = new BlobRequestConditions { IfMatch = export.Properties.ETag };
        await lake.Landing.GetBlobClient(export.Name).DownloadToAsync(copy.Stream, new BlobDownloadToOptions { Conditions = conditions }, cancellationToken);

        var landedAt = export.Properties.LastModified!.Value;
        var account = AccountOf(export.Name);
        var raw = RawName.Create(CallLogsSource.Name, landedAt, account, await copy.HashAsync(cancellationToken), "csv");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = landedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
            [BlobMetadata.LandedName] = Uri.EscapeDataString(export.Name),
        };
        await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), copy.Stream, "text/csv", metadata, cancellationToken);
        Log.Ingested(logger, CallLogsSource.Name, raw.Path, copy.Stream.Length);
    }
}
