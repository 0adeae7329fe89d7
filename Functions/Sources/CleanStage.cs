using System.Globalization;
using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources;

/// <summary>
/// Raw blob in; clean file, rejects and manifest out. The same for every source: what differs is the cleaner that reads
/// the records. May run again, or twice at once: what it writes depends on nothing but the raw blob and the rules.
/// </summary>
public sealed class CleanStage(LakeStore lake, RuleFiles rules, IOptions<CleaningOptions> options, PipelineTelemetry telemetry, ILogger<CleanStage> logger)
{
    /// <summary>Writes what a reading came to into the lake.</summary>
    /// <exception cref="RecordsDoNotBalanceException">The cleaner lost a record; nothing was written.</exception>
    internal async Task PublishAsync(Task<CleanReading> reading, CancellationToken cancellationToken)
    {
        await using var read = await reading;
        await BlobOperation.GoOnAsync("clean", read.RawProperties.Metadata, () => PublishAsync(read, cancellationToken));
    }

    /// <summary>Reads a raw blob; nothing of it is in the lake yet.</summary>
    /// <param name="blob">The raw blob.</param>
    /// <param name="source">Whose it should be.</param>
    /// <param name="ruleVersion">Of the source's own rules.</param>
    /// <param name="newColumns">The source's columns, empty.</param>
    /// <param name="readAsync">The source's cleaner.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="WrongBlobException">The blob is not a raw blob of <paramref name="source"/>.</exception>
    internal async Task<CleanReading> ReadAsync<TColumns>(
        BlobClient blob, string source, int ruleVersion, Func<RuleFiles, TColumns> newColumns, Func<Stream, CleanBatch<TColumns>, CancellationToken, Task> readAsync, CancellationToken cancellationToken)
        where TColumns : ComplaintColumns
    {
        // One number for all that decides what becomes of a raw blob. Each of the three only ever goes up, so their sum
        // never stands for two different sets of rules.
        ruleVersion += rules.Version;
        var raw = RawName.Parse(blob.Name, source);
        using var answer = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value; // bytes and metadata by one request
        return await BlobOperation.GoOnAsync("read", answer.Details.Metadata, async () =>
        {
            // Read from the lake once, whatever is read twice of it.
            await using var copy = TempFile.CreateFor(".raw", answer.Details.ContentLength);
            await answer.Content.CopyToAsync(copy.Stream, cancellationToken);
            var pass = await CleanPass.RunAsync(raw, ruleVersion, options.Value.DuplicateKeysInMemory, () => newColumns(rules), copy.Stream, readAsync, cancellationToken);
            return new CleanReading(raw, ruleVersion, answer.Details, pass);
        });
    }

    private async Task PublishAsync(CleanReading reading, CancellationToken cancellationToken)
    {
        var (raw, ruleVersion, rawProperties, pass) = reading;
        MustBalance(pass.Counts, raw, rawProperties.LastModified);

        string? rejectsName = null;
        if (pass.Rejects.Records > 0 || pass.Refused is not null)
        {
            rejectsName = raw.DerivedName(ruleVersion, "jsonl");
            await LakeStore.WriteIfChangedAsync(lake.Rejects.GetBlobClient(rejectsName), pass.Rejects.File, "application/x-ndjson", Metadata(), cancellationToken);
        }

        var cleanName = raw.DerivedName(ruleVersion, "parquet");
        await LakeStore.WriteIfChangedAsync(lake.Clean.GetBlobClient(cleanName), await pass.Clean.CompleteAsync(), "application/vnd.apache.parquet", Metadata(), cancellationToken);

        var manifest = new CleanManifest(raw.Path, rawProperties.ETag.ToString(), ruleVersion, pass.Counts, "clean/" + cleanName, rejectsName is null ? null : "rejects/" + rejectsName)
        {
            Reading = pass.Reading.Count == 0 ? null : pass.Reading,
            RejectedByRule = pass.Rejects.ByRule.Count == 0 ? null : pass.Rejects.ByRule,
        };
        await manifest.WriteAsync(lake, raw, cancellationToken);
        await NewestReading.KeepAsync(lake, CleanManifest.KeyOf(raw), cancellationToken);

        if (pass.Refused is { } refused)
        {
            Log.FileRefused(logger, raw.Source, raw.Path, refused.Rule, pass.Counts.Rejected);
        }

        if (pass.Reading.Count > 0)
        {
            Log.FileRead(logger, raw.Source, raw.Path, pass.Reading.ToString());
        }

        if (pass.Reading.TryGetValue(FileReading.Doubts, out var doubts))
        {
            Log.FileDoubtful(logger, raw.Source, raw.Path, doubts);
        }

        Log.Cleaned(logger, raw.Source, raw.Path, pass.Counts.Received, pass.Counts.Cleaned, pass.Counts.Duplicates, pass.Counts.Rejected, pass.Counts.Ignored);
        Tell(pass.Counts, raw, ruleVersion);

        Dictionary<string, string> Metadata()
        {
            var metadata = new Dictionary<string, string>(BatchMetadata.Write(pass.Counts))
            {
                [BlobMetadata.RawPath] = raw.Path,
                [BlobMetadata.KnownAt] = rawProperties.LastModified.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                [BlobMetadata.RuleVersion] = ruleVersion.ToString(CultureInfo.InvariantCulture),
                [BlobMetadata.Rows] = pass.Clean.Rows.ToString(CultureInfo.InvariantCulture),
            };
            BlobOperation.Write(metadata);
            return metadata;
        }
    }

    private void MustBalance(BatchCounts counts, RawName raw, DateTimeOffset knownAt)
    {
        try
        {
            counts.MustBalance(raw.Path);
        }
        catch (RecordsDoNotBalanceException lost)
        {
            telemetry.Track(new RowsUnbalanced(raw.Feed, $"the clean stage of {raw.Source} lost or made up records, and kept nothing of the batch", knownAt, lost.Records, raw.Path));
            throw;
        }
    }

    private void Tell(BatchCounts counts, RawName raw, int ruleVersion)
    {
        telemetry.Track(new BatchClosed(raw.Source, raw.Account, raw.Path, ruleVersion, counts.Received, counts.Cleaned, counts.Duplicates, counts.Rejected, counts.Ignored));
        if (counts.Received > 0)
        {
            telemetry.Gauge(PipelineMetric.RejectShare, (double)counts.Rejected / counts.Received, raw.Source, raw.Account);
        }
    }
}
