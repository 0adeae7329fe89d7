using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>The first records of a file that say anything, as one separator makes them.</summary>
/// <param name="Separator">What stands between the fields.</param>
/// <param name="Records">The records: number, line, and fields.</param>
internal sealed record FileHead(char Separator, IReadOnlyList<(long Number, long Line, string[] Fields)> Records)
{
    private const int MostRecords = 100;
    private const int MostBytes = 256 * 1024;

    /// <summary>The vote on the separator: the share of records that have the most common number of fields, and that number.</summary>
    public (double Share, int Fields) Evenness
        => Records.GroupBy(record => record.Fields.Length).Where(group => group.Key > 1)
            .Select(group => ((double)group.Count() / Records.Count, group.Key)).DefaultIfEmpty().Max();

    public static async Task<FileHead> ReadAsync(CsvFile file, char separator, CancellationToken cancellationToken)
    {
        var head = new List<(long, long, string[])>();
        await using var records = file.Read(separator);
        try
        {
            for (var bytes = 0; head.Count < MostRecords && bytes < MostBytes && await records.ReadAsync(cancellationToken); bytes += records.IsBlank ? 0 : records.Raw.Length)
            {
                if (!records.IsBlank)
                {
                    head.Add((records.Number, records.Line, records.ReadFields()));
                }
            }
        }
        catch (CsvFormatException)
        {
            return new FileHead(separator, head); // under this separator a quote is never closed: what came before it may hold the header
        }

        return new FileHead(separator, head);
    }
}
