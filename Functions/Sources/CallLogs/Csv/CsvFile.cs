using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>A file of records, its encoding known: it is read several times over, since its header has to be looked for.</summary>
internal sealed class CsvFile
{
    /// <summary>Bytes. A record longer than this is a quote that was never closed, not a complaint.</summary>
    public const int LongestRecord = 4 * 1024 * 1024;

    private readonly Stream _bytes;
    private readonly int _markLength;

    private CsvFile(Stream bytes, EncodingScan scan)
    {
        _bytes = bytes;
        _markLength = scan.MarkLength;
        Encoding = scan.Encoding;
    }

    public TextEncoding Encoding { get; }

    /// <summary>The encoding, and whether a byte order mark says so.</summary>
    public string EncodingInWords => _markLength > 0 ? $"{Encoding.Name} with byte order mark" : Encoding.Name;

    /// <param name="bytes">The file, left open.</param>
    /// <param name="cancellationToken">Ends the look at its characters.</param>
    public static async Task<CsvFile> OpenAsync(Stream bytes, CancellationToken cancellationToken) => new(bytes, await EncodingScan.ReadAsync(bytes, cancellationToken));

    /// <summary>Reads from the first record on, whatever was read before; one reading at a time.</summary>
    /// <param name="separator">What stands between the fields of a record.</param>
    public CsvRecords Read(char separator)
    {
        _bytes.Position = _markLength;
        return new CsvRecords(_bytes, separator, new CsvReaderOptions
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
}
