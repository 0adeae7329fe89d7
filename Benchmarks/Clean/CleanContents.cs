using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>What a cleaning made, in few words; equal for equal rows, whoever made them and in whatever order.</summary>
/// <param name="Rows">Rows of all clean files.</param>
/// <param name="FewColumns">A checksum over the columns that every way fills.</param>
/// <param name="OtherColumns">The same over all others; of a row's hash, which each way makes in its own manner, its length. Null: the way doesn't make them.</param>
/// <param name="Rejects">Rows refused.</param>
internal sealed record CleanContents(long Rows, string FewColumns, string? OtherColumns, long Rejects)
{
    private const string OtherOfEvery = "account, CAST(changed_at AS TIMESTAMP), change_rank, quality_flags, channel, postcode, country, topic, topic_rules, place_city, place_region, place_country, length(row_hash)";

    private static readonly (string Few, string Other) OfCalls = (
        "source_id, record_number, CAST(opened_at AS TIMESTAMP), CAST(resolved_at AS TIMESTAMP), status, is_resolved, text, category, customer_name, customer_phone, customer_email, agent, city, region",
        "received_via, is_on_behalf, is_answered, answer_seconds, talk_seconds, satisfaction");

    private static readonly (string Few, string Other) OfMessages = (
        "source_id, CAST(opened_at AS TIMESTAMP), text, customer_phone, recipient, provider_status, segments, media",
        "CAST(resolved_at AS TIMESTAMP), status, is_resolved, category, customer_name, customer_email, agent, city, region, provider, sender");

    public static CleanContents Read(CleanTask task, CancellationToken ct)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", ct);
        var (few, other) = task.Source == CallLogsSource.Name ? OfCalls : OfMessages;
        var rejects = Directory.EnumerateFiles(task.To, "*.jsonl").Sum(file => (long)File.ReadLines(file).Count());
        return connection.Query(
            $"SELECT count(*), {Sum(few)}, {(task.Way == CleanWay.DuckDbLess ? "NULL" : Sum($"source_id, {OtherOfEvery}, {other}"))} FROM read_parquet('{task.To}/*.parquet')",
            row => new CleanContents(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), rejects),
            ct).Single();
    }

    /// <summary>Whether two cleanings made the same of what both make.</summary>
    public bool IsSameAs(CleanContents other)
        => this with { OtherColumns = other.OtherColumns } == other && (OtherColumns is null || other.OtherColumns is null || OtherColumns == other.OtherColumns);

    private static string Sum(string columns) => $"coalesce(CAST(sum(CAST(hash({columns}) AS HUGEINT)) AS VARCHAR), '')";
}
