using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>What a cleaning made, in few words; equal for equal rows, whoever made them and in whatever order.</summary>
/// <param name="Rows">Rows of all clean files.</param>
/// <param name="Checksum">Over the columns that both ways fill.</param>
/// <param name="Rejects">Rows refused.</param>
internal sealed record CleanContents(long Rows, string Checksum, long Rejects)
{
    public static CleanContents Read(string source, string folder, CancellationToken ct)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", ct);
        var columns = source == CallLogsSource.Name
            ? "source_id, record_number, CAST(opened_at AS TIMESTAMP), CAST(resolved_at AS TIMESTAMP), status, is_resolved, text, category, customer_name, customer_phone, customer_email, agent, city, region"
            : "source_id, CAST(opened_at AS TIMESTAMP), text, customer_phone, recipient, provider_status, CAST(segments AS INTEGER), CAST(media AS INTEGER)";
        var (rows, checksum) = connection.Query(
            $"SELECT count(*), CAST(sum(CAST(hash({columns}) AS HUGEINT)) AS VARCHAR) FROM read_parquet('{folder}/*.parquet')",
            row => (row.GetInt64(0), row.IsDBNull(1) ? "" : row.GetString(1)),
            ct).Single();
        var rejects = Directory.EnumerateFiles(folder, "*.jsonl").Sum(file => (long)File.ReadLines(file).Count());
        return new CleanContents(rows, checksum, rejects);
    }
}
