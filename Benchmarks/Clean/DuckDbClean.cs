using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>
/// The same cleaning in SQL, as DuckDB's users would tune it: types told and not sniffed, the file read once, no window
/// over all rows to find the newest of a key, one expression for the phrases of all topics, a topic worked out once for
/// all texts that hold the same phrases. It knows no numbering plans: what is no number would stay.
/// </summary>
internal static class DuckDbClean
{
    private const string NewestOfKey = "record.rowid IN (SELECT max(rowid) FROM record WHERE is_id GROUP BY source_id)";

    public static async Task RunAsync(CleanTask task, CancellationToken ct)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute($"SET threads = {task.Threads}", ct);
        connection.Execute("SET TimeZone = 'UTC'", ct);
        if (task.Way == CleanWay.DuckDbLess)
        {
            CleanToFewColumns(connection, task, ct);
            return;
        }

        var rules = DuckDbRules.Load(connection, ct);
        if (task.Way == CleanWay.DuckDb)
        {
            CleanToAllColumns(connection, task, rules, From(task), "all", ct);
            return;
        }

        await Parallel.ForEachAsync(Directory.EnumerateFiles(task.From), new ParallelOptions { MaxDegreeOfParallelism = task.Threads, CancellationToken = ct }, async (page, token) =>
        {
            await using var own = connection.Duplicate();
            own.Open();
            CleanToAllColumns(own, task, rules, page, Path.GetFileNameWithoutExtension(page), token);
        });
    }

    private static string From(CleanTask task) => task.Source == CallLogsSource.Name ? task.From : $"{task.From}/*.json";

    private static void CleanToAllColumns(DuckDBConnection connection, CleanTask task, DuckDbRules rules, string from, string name, CancellationToken ct)
    {
        var sql = DuckDbSource.Of(task.Source);
        var to = Path.Combine(task.To, name);
        connection.Execute($"CREATE TEMP TABLE record AS SELECT *, {sql.IsId} AS is_id, coalesce(nullif({rules.PhrasesIn(sql.Said[0])}, ''), {rules.PhrasesIn(sql.Said[1])}) AS phrases FROM ({sql.Read(from)})", ct);
        WriteRejects(connection, "* EXCLUDE (is_id, phrases)", to, ct);
        connection.Execute(DuckDbRules.TopicsOfPhrases, ct);
        connection.Execute(
            $"""
            COPY (
                SELECT *, md5(concat_ws('|', *COLUMNS(* EXCLUDE (source_id, record_number)))) AS row_hash
                FROM (SELECT {sql.FewColumns}, {sql.OtherColumns} FROM record LEFT JOIN topic_of USING (phrases) LEFT JOIN region_of ON region_of.key = lower({sql.Region}) WHERE is_id AND {NewestOfKey}))
            TO '{to}.parquet' (FORMAT parquet, COMPRESSION zstd)
            """,
            ct);
    }

    private static void CleanToFewColumns(DuckDBConnection connection, CleanTask task, CancellationToken ct)
    {
        var sql = DuckDbSource.Of(task.Source);
        var to = Path.Combine(task.To, "all");
        connection.Execute($"CREATE TEMP TABLE record AS SELECT *, {sql.IsId} AS is_id FROM ({sql.Read(From(task))})", ct);
        WriteRejects(connection, "* EXCLUDE (is_id)", to, ct);
        connection.Execute($"COPY (SELECT {sql.FewColumns} FROM record WHERE is_id AND {NewestOfKey}) TO '{to}.parquet' (FORMAT parquet, COMPRESSION zstd)", ct);
    }

    private static void WriteRejects(DuckDBConnection connection, string columns, string to, CancellationToken ct)
        => connection.Execute($"COPY (SELECT rowid + 1 AS record, {columns} FROM record WHERE NOT is_id) TO '{to}.jsonl' (FORMAT json)", ct);
}
