using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>
/// The same cleaning in SQL, as DuckDB's users would tune it: types told and not sniffed, no order to keep but the one
/// that says which row is the newest, one reading of the file. Topics, places and hashes of rows, which the stage adds,
/// it is let off.
/// </summary>
internal static class DuckDbClean
{
    // The file is read into a temporary table with its row numbers, so that rejects and rows come of one reading.
    private const string CallLogs =
        """
        CREATE TEMP TABLE read AS
        SELECT
            row_number() OVER () AS record_number,
            trim(call_id) AS source_id, trim(opened_at) AS opened, trim(resolved_at) AS resolved,
            nullif(nullif(nullif(nullif(trim(customer_name), ''), 'N/A'), '-'), 'NULL') AS customer_name,
            nullif(nullif(nullif(nullif(trim(customer_phone), ''), 'N/A'), '-'), 'NULL') AS phone,
            lower(nullif(nullif(nullif(nullif(trim(customer_email), ''), 'N/A'), '-'), 'NULL')) AS customer_email,
            nullif(nullif(nullif(nullif(trim(agent), ''), 'N/A'), '-'), 'NULL') AS agent,
            nullif(nullif(nullif(nullif(trim(category), ''), 'N/A'), '-'), 'NULL') AS category,
            nullif(nullif(nullif(nullif(trim(complaint), ''), 'N/A'), '-'), 'NULL') AS text,
            nullif(nullif(nullif(nullif(trim(status), ''), 'N/A'), '-'), 'NULL') AS status,
            nullif(nullif(nullif(nullif(trim(city), ''), 'N/A'), '-'), 'NULL') AS city,
            nullif(nullif(nullif(nullif(trim(state), ''), 'N/A'), '-'), 'NULL') AS region
        FROM read_csv($1, header = true, delim = ',', quote = '"', escape = '"', all_varchar = true, auto_detect = false, columns = {COLUMNS})
        """;
    public static void Run(CleanTask task, CancellationToken ct)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute($"SET threads = {task.Threads}", ct);
        connection.Execute("SET TimeZone = 'UTC'", ct);
        var columns = "{" + string.Join(", ", CallLogExport.Header.Split(',').Select(name => $"'{name}': 'VARCHAR'")) + "}";
        connection.Execute(CallLogs.Replace("{COLUMNS}", columns, StringComparison.Ordinal), ct, task.From);
        connection.Execute("COPY (SELECT * FROM read WHERE NOT regexp_full_match(source_id, 'CALL-[0-9]{1,18}')) TO '" + Path.Combine(task.To, "rejects.jsonl") + "' (FORMAT json)", ct);
        connection.Execute(
            $"""
            COPY (
                SELECT source_id, record_number,
                    strptime(opened, '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS opened_at,
                    strptime(nullif(resolved, ''), '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS resolved_at,
                    status, lower(status) IN ('resolved', 'closed') AS is_resolved, text, category, customer_name,
                    CASE WHEN starts_with(phone, '+234') THEN phone WHEN starts_with(phone, '234') THEN '+' || phone WHEN starts_with(phone, '0') THEN '+234' || replace(phone[2:], ' ', '') END AS customer_phone,
                    customer_email, agent, city, region
                FROM read
                WHERE regexp_full_match(source_id, 'CALL-[0-9]+') AND record_number IN (SELECT max(record_number) FROM read GROUP BY source_id)
            ) TO '{Path.Combine(task.To, "clean.parquet")}' (FORMAT parquet, COMPRESSION zstd)
            """,
            ct);
        _ = CallLogsSource.Name;
    }
}
