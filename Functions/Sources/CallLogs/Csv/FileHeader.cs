using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>Where the header of a file stands, what it means, and what stands between its fields.</summary>
/// <param name="Separator">Between the fields of a record.</param>
/// <param name="Number">1-based number of the record that is the header; those before it are a preamble.</param>
/// <param name="Line">1-based line on which it starts.</param>
/// <param name="Match">Its layout.</param>
internal sealed record FileHeader(char Separator, long Number, long Line, LayoutMatch Match)
{
    private const string Separators = ",;\t|";

    // A title, a date of export, some filters, blank lines: no report begins with more.
    private const int LongestPreamble = 30;

    /// <summary>
    /// Finds the header: the first record that has all columns of a known layout. The separator is the one of the line
    /// <c>sep=</c>, which spreadsheets write, else the one under which there is such a header.
    /// </summary>
    /// <returns>Null for a file in which no record says anything.</returns>
    /// <exception cref="BadFileException">No layout fits: names the nearest and what it misses. Or a table that nobody knows stands above.</exception>
    public static async Task<FileHeader?> FindAsync(CsvFile file, IReadOnlyList<CallLogLayout> layouts, CancellationToken cancellationToken)
    {
        var separators = await ReadHintAsync(file, cancellationToken) is { } declared ? [declared] : Separators.ToCharArray();
        var heads = new List<FileHead>();
        foreach (var separator in separators)
        {
            heads.Add(await FileHead.ReadAsync(file, separator, cancellationToken));
        }

        var header = heads.Select(head => Find(head, layouts)).OfType<FileHeader>().MaxBy(header => header.Match.KnownColumns);
        if (header is null)
        {
            return await RefuseAsync(file, heads.MaxBy(head => head.Evenness)!, layouts, cancellationToken);
        }

        // Names right above the header are headings of groups of columns; with records below them they are a table.
        var preamble = heads.Single(head => head.Separator == header.Separator).Records.TakeWhile(record => record.Number < header.Number);
        if (preamble.SkipLast(1).FirstOrDefault(record => HeaderName.AreNames(record.Fields)) is { Fields: not null } table)
        {
            await using var records = file.Read(header.Separator);
            throw await RefuseTableAsync(records, table.Line, cancellationToken);
        }

        return header;
    }

    /// <summary>Why a file is refused that holds a table of no known layout.</summary>
    /// <param name="records">Its records, read to anywhere.</param>
    /// <param name="line">Where that table begins.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static async Task<BadFileException> RefuseTableAsync(CsvRecords records, long line, CancellationToken cancellationToken)
        => new("record", $"on line {line} the header of another table, of no known layout", "one table, or several of known layouts", "calllogs.tables")
        {
            Records = await records.CountAllAsync(cancellationToken) - 1,
        };

    private static FileHeader? Find(FileHead head, IReadOnlyList<CallLogLayout> layouts)
        => head.Records.Take(LongestPreamble + 1)
            .Select(record => LayoutMatch.Find(layouts, record.Fields) is { } match ? new FileHeader(head.Separator, record.Number, record.Line, match) : null)
            .FirstOrDefault(header => header is not null);

    private static async Task<char?> ReadHintAsync(CsvFile file, CancellationToken cancellationToken)
    {
        await using var records = file.Read(',');
        try
        {
            return await records.ReadAsync(cancellationToken) ? Hint(records.Raw) : null;
        }
        catch (CsvFormatException)
        {
            return null; // no line to speak of
        }
    }

    private static char? Hint(ReadOnlySpan<byte> line)
    {
        line = line.Trim("\" "u8);
        return line.Length == 5 && line.StartsWith("sep="u8) && line[4] is < 0x80 and not ((byte)'"' or (byte)'\r' or (byte)'\n') ? (char)line[4] : null;
    }

    private static async Task<FileHeader?> RefuseAsync(CsvFile file, FileHead head, IReadOnlyList<CallLogLayout> layouts, CancellationToken cancellationToken)
    {
        await using var records = file.Read(head.Separator);
        var received = Math.Max(0, await records.CountAllAsync(cancellationToken) - 1); // one of them is meant to be the header
        if (head.Records.Count == 0)
        {
            return null;
        }

        var nearest = head.Records.Take(LongestPreamble + 1).Select(record => LayoutMatch.Nearest(layouts, record.Fields)).MaxBy(match => match.Nearness)!;
        throw nearest.Refuse(layouts, head.Separator, received);
    }
}
