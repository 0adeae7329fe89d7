using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>
/// The same cleaning in SQL, as DuckDB's users would tune it: types told and not sniffed, the file read once, and no
/// window over all rows to find the newest of a key. It is let off what the stage adds: numbering plans, topics, places,
/// hashes of rows.
/// </summary>
internal static class DuckDbClean
{
    private static readonly string[] Texts = ["customer_name", "customer_phone", "customer_email", "agent", "category", "complaint", "status", "city", "state"];

    public static void Run(CleanTask task, CancellationToken ct)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute($"SET threads = {task.Threads}", ct);
        connection.Execute("SET TimeZone = 'UTC'", ct);
        var (read, isId, rows) = task.Source == CallLogsSource.Name ? CallLogs(task.From) : Sms(task.From);
        connection.Execute($"CREATE TEMP TABLE record AS {read}", ct);
        connection.Execute($"COPY (SELECT rowid + 1 AS record_number, * FROM record WHERE NOT {isId}) TO '{Path.Combine(task.To, "rejects.jsonl")}' (FORMAT json)", ct);
        connection.Execute(
            $"""
            COPY (SELECT {rows} FROM record WHERE {isId} AND rowid IN (SELECT max(rowid) FROM record WHERE {isId} GROUP BY source_id))
            TO '{Path.Combine(task.To, "clean.parquet")}' (FORMAT parquet, COMPRESSION zstd)
            """,
            ct);
    }

    private static (string Read, string IsId, string Rows) CallLogs(string file)
    {
        var types = string.Join(", ", CallLogExport.Header.Split(',').Select(name => $"'{name}': 'VARCHAR'"));
        var texts = string.Join(", ", Texts.Select(name => $"CASE WHEN trim({name}) IN ('', 'N/A', '-', 'NULL') THEN NULL ELSE trim({name}) END AS {name}"));
        return (
            $"""
            SELECT coalesce(trim(call_id), '') AS source_id, trim(opened_at) AS opened, nullif(trim(resolved_at), '') AS resolved, {texts}
            FROM read_csv('{file}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {"{" + types + "}"})
            """,
            "regexp_full_match(source_id, 'CALL-[0-9]{1,18}')",
            """
            source_id, rowid + 1 AS record_number,
            strptime(opened, '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS opened_at, strptime(resolved, '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS resolved_at,
            status, lower(status) IN ('resolved', 'closed') AS is_resolved, complaint AS text, category, customer_name,
            CASE WHEN starts_with(customer_phone, '+') THEN customer_phone WHEN starts_with(customer_phone, '234') THEN '+' || customer_phone ELSE '+234' || replace(customer_phone[2:], ' ', '') END AS customer_phone,
            lower(customer_email) AS customer_email, agent, city, state AS region
            """);
    }

    private static (string Read, string IsId, string Rows) Sms(string folder)
    {
        var fields = string.Join(", ", "sid account_sid from to body direction status date_created date_sent date_updated num_segments num_media".Split(' ').Select(name => $"\"{name}\" VARCHAR"));
        return (
            $$"""
            SELECT m.sid AS source_id, m.date_sent AS sent, trim(m.body) AS text, m.from AS customer_phone, trim(m.to) AS recipient, m.status AS provider_status, m.num_segments AS segments, m.num_media AS media
            FROM (SELECT unnest(messages) AS m FROM read_json('{{folder}}/*.json', format = 'unstructured', columns = {'messages': 'STRUCT({{fields}})[]'}))
            WHERE m.direction = 'inbound'
            """,
            "regexp_full_match(source_id, '(SM|MM)[0-9a-f]{32}')",
            "source_id, strptime(sent, '%a, %d %b %Y %H:%M:%S %z') AS opened_at, text, customer_phone, recipient, provider_status, CAST(segments AS INTEGER) AS segments, CAST(media AS INTEGER) AS media");
    }
}
