using Beejan.Functions.Lake;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>
/// A file of records on the instance's own disk, its encoding known: its header has to be looked for before it is read,
/// and the lake is too far away for that.
/// </summary>
internal sealed class CsvFile : IAsyncDisposable
{
    /// <summary>Bytes. A record longer than this is a quote that was never closed, not a complaint.</summary>
    public const int LongestRecord = 4 * 1024 * 1024;

    private readonly TempFile _file;
    private readonly int _markLength;

    private CsvFile(TempFile file, EncodingScan scan)
    {
        _file = file;
        _markLength = scan.MarkLength;
        Encoding = scan.Encoding;
    }

    public TextEncoding Encoding { get; }

    /// <summary>The encoding, and whether a byte order mark says so.</summary>
    public string EncodingInWords => _markLength > 0 ? $"{Encoding.Name} with byte order mark" : Encoding.Name;

    public static async Task<CsvFile> CopyAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var file = TempFile.Create(".csv");
        try
        {
            var scan = await EncodingScan.CopyAsync(bytes, file.Stream, cancellationToken);
            await file.Stream.FlushAsync(cancellationToken);
            return new CsvFile(file, scan);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads from the first record on, whatever was read before; one reading at a time.</summary>
    /// <param name="separator">What stands between the fields of a record.</param>
    public CsvRecords Read(char separator)
    {
        _file.Stream.Position = _markLength;
        return new CsvRecords(_file.Stream, separator, new CsvReaderOptions
        {
            Separator = separator,
            Encoding = Encoding.Decoder,
            HasHeader = false, // where it stands is to be found out
            DetectSeparatorHint = false,
            SkipEmptyLines = false, // counted as ignored, so that the rows balance against the file's lines
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
        });
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
