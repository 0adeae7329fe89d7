using System.Globalization;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources;

/// <summary>
/// Copies the files that are dropped under <c>landing/{source}/</c> into raw, byte by byte. A folder below it is the
/// account, as in <c>landing/calllogs/lagos/monday.csv</c>. Nothing is deleted: the drop folder is the sender's.
/// </summary>
/// <param name="lake">Where both are.</param>
/// <param name="clock">Says how old a file is.</param>
/// <param name="logger">Hears of each file.</param>
/// <param name="source">The source's name.</param>
/// <param name="extension">What its files are, as in <c>csv</c>.</param>
/// <param name="contentType">The same for HTTP, as in <c>text/csv</c>.</param>
/// <param name="settleTime">How long nobody must have written to a file before it is taken.</param>
public abstract class Landing(LakeStore lake, TimeProvider clock, ILogger logger, string source, string extension, string contentType, TimeSpan settleTime)
{
    // The cursor is as long as the folder's listing: written for every file, a full folder would take for ever.
    private const int FilesToAMove = 50;

    private readonly string _folder = source + "/";

    public async Task IngestAsync(CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        var cursor = await LakeCursor<LandingCursor>.ReadAsync(lake, source, cancellationToken);
        var landed = await ListAsync(cancellationToken);
        var settled = await SettleAsync([.. landed.Where(file => IsNew(file, cursor.Value))], cancellationToken);
        foreach (var files in settled.Chunk(FilesToAMove))
        {
            var taken = new Dictionary<string, string>(cursor.Value.Taken);
            foreach (var file in files)
            {
                await CopyToRawAsync(file, cancellationToken);
                taken[file.Name] = ETagOf(file);
            }

            // Now and then, so that a run that is cut short has not copied much for nothing.
            await cursor.MoveAsync(new LandingCursor { Taken = taken }, cancellationToken);
        }

        var present = landed.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        if (cursor.Value.Taken.Keys.Any(name => !present.Contains(name)))
        {
            var remaining = cursor.Value.Taken.Where(taken => present.Contains(taken.Key)).ToDictionary();
            await cursor.MoveAsync(new LandingCursor { Taken = remaining }, cancellationToken);
        }

        await FeedRuns.KeepAsync(lake, source, FeedRuns.WholeSource, startedAt, cancellationToken);
    }

    /// <summary>How many files wait for the next run.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<LandingCursor>.ReadAsync(lake, source, cancellationToken);
        return (await ListAsync(cancellationToken)).Count(file => IsNew(file, cursor.Value));
    }

    private static bool IsNew(BlobItem file, LandingCursor cursor)
        => !cursor.Taken.TryGetValue(file.Name, out var etag) || etag != ETagOf(file);

    private static string ETagOf(BlobItem file) => file.Properties.ETag!.Value.ToString();

    private string AccountOf(string name)
    {
        var path = name[_folder.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? RawName.NoAccount : path[..slash];
    }

    // Who appends to a file, or flushes it part by part, is seen half-way. The run waits rather than leave a file to the
    // next one, which may be half a day away: what didn't change meanwhile is whole.
    private async Task<List<BlobItem>> SettleAsync(List<BlobItem> files, CancellationToken cancellationToken)
    {
        var wait = files.Max(file => file.Properties.LastModified) + settleTime - clock.GetUtcNow();
        if (wait is null || wait <= TimeSpan.Zero)
        {
            return files;
        }

        await Task.Delay(wait < settleTime ? wait.Value : settleTime, clock, cancellationToken);
        var present = (await ListAsync(cancellationToken)).ToDictionary(file => file.Name, ETagOf);
        if (files.RemoveAll(file => present.GetValueOrDefault(file.Name) != ETagOf(file)) is var growing and > 0)
        {
            Log.StillWritten(logger, source, growing, settleTime);
        }

        return files;
    }

    private async Task<List<BlobItem>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<BlobItem>();
        var listing = new GetBlobsOptions { Prefix = _folder, Traits = BlobTraits.Metadata };
        await foreach (var item in lake.Landing.GetBlobsAsync(listing, cancellationToken))
        {
            // Accounts with directories list these as empty blobs.
            if (!item.Name.EndsWith('/') && !item.Metadata.ContainsKey("hdi_isfolder"))
            {
                files.Add(item);
            }
        }

        return files;
    }

    private async Task CopyToRawAsync(BlobItem file, CancellationToken cancellationToken)
    {
        await using var copy = TempFile.Create("." + extension);
        var conditions = new BlobRequestConditions { IfMatch = file.Properties.ETag };
        await lake.Landing.GetBlobClient(file.Name).DownloadToAsync(copy.Stream, new BlobDownloadToOptions { Conditions = conditions }, cancellationToken);

        var landedAt = file.Properties.LastModified!.Value;
        var account = AccountOf(file.Name);
        var raw = RawName.Create(source, landedAt, account, await copy.HashAsync(cancellationToken), extension);
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = landedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
            [BlobMetadata.LandedName] = Uri.EscapeDataString(file.Name),
        };
        BlobOperation.Write(metadata);
        await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), copy.Stream, contentType, metadata, cancellationToken);
        Log.Ingested(logger, source, raw.Path, copy.Stream.Length);
    }
}
