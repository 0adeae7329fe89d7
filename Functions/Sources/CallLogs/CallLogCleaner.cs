using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsvHelper;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads one export: finds its layout, then decides of every record whether it is a row, a reject or nothing.</summary>
public sealed class CallLogCleaner(CleanStage stage, IOptions<CleaningOptions> options, KnownLayouts layouts)
{
    // A record longer than this is a quote that was never closed, not a complaint.
    private const int LongestRecord = 4 * 1024 * 1024;

    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.RunAsync(raw, CallLogsSource.Name, CallLogsSource.RuleVersion + layouts.Version, rules => new CallLogColumns(rules), ReadAsync, cancellationToken);

    private async Task ReadAsync(Stream bytes, CleanBatch<CallLogColumns> batch, CancellationToken cancellationToken)
    {
        if (await JsonExport.IsJsonAsync(bytes, cancellationToken))
        {
            await new JsonExport(layouts, options.Value.DefaultRegion, batch).ReadAsync(bytes, cancellationToken);
            return;
        }

        CsvMalformedReason? malformed = null;
        var csv = new CsvReaderOptions
        {
            Separator = ',',
            SkipEmptyLines = false, // counted as ignored, so that the rows balance against the file's lines
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = record => malformed = record.Reason,
        };
        await using var reader = CsvReader.Create(bytes, csv);
        try
        {
            await reader.ReadHeaderAsync(cancellationToken);
            if (reader.Headers.Count == 0 && !await reader.ReadAsync(cancellationToken))
            {
                return; // 0 bytes: an empty export is no error
            }

            var match = LayoutMatch.Find(layouts.All, reader.Headers, () => CountRecords(reader));
            var account = batch.Raw.Account == RawName.NoAccount ? match.Layout.Name : batch.Raw.Account;
            var rows = new CallLogRowWriter(match, account, options.Value.DefaultRegion, batch);
            for (malformed = null; await reader.ReadAsync(cancellationToken); malformed = null)
            {
                batch.Received = reader.RowNumber;
                rows.Write(reader, malformed);
                await batch.FlushIfFullAsync(cancellationToken);
            }
        }
        catch (CsvFormatException e)
        {
            throw new BadFileException("file", e.Message, $"records of at most {LongestRecord} bytes, every quote closed", "calllogs.torn") { Records = batch.Received + 1 };
        }
    }

    // Only for a file that is refused as a whole, which is small trouble to read to its end.
    private static long CountRecords(CsvReader reader)
    {
        while (reader.Read())
        {
        }

        return reader.RowNumber;
    }
}
