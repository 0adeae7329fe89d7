using System.Security.Cryptography;
using System.Text;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Writes clean Parquet files as the lake holds them, by DuckDB.</summary>
internal sealed class CleanFiles(string folder)
{
    public const string Common =
        """
        account VARCHAR, source_id VARCHAR, changed_at TIMESTAMPTZ, change_rank INTEGER, row_hash VARCHAR, record_number BIGINT,
        quality_flags VARCHAR, channel VARCHAR, opened_at TIMESTAMPTZ, resolved_at TIMESTAMPTZ, status VARCHAR, is_resolved BOOLEAN,
        text VARCHAR, category VARCHAR, customer_name VARCHAR, customer_phone VARCHAR, customer_email VARCHAR, agent VARCHAR,
        city VARCHAR, region VARCHAR, postcode VARCHAR, country VARCHAR,
        topic VARCHAR, topic_rules INTEGER, place_city VARCHAR, place_region VARCHAR, place_country VARCHAR
        """;

    private const string CallLogs =
        "received_via VARCHAR, is_on_behalf BOOLEAN, is_answered BOOLEAN, answer_seconds INTEGER, talk_seconds INTEGER, satisfaction INTEGER";

    private const string Social =
        "platform VARCHAR DEFAULT 'facebook', author_id VARCHAR, post_id VARCHAR, parent_id VARCHAR, permalink VARCHAR";

    private const string Sms =
        "provider VARCHAR DEFAULT 'twilio', sender VARCHAR, recipient VARCHAR, provider_status VARCHAR, segments INTEGER, media INTEGER";
    private const string Forms = "form VARCHAR";

    public static DateTimeOffset KnownAt { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public CleanFile Write(string stem, params CleanRow[] rows) => Write("calllogs", stem, rows);

    /// <summary>Writes what "columns" selects of the table clean.</summary>
    public CleanFile Write(string source, string stem, CleanRow[] rows, string columns = "*") =>
        Write(
            source,
            stem,
            rows.Length,
            connection =>
            {
                foreach (var row in rows)
                {
                    Insert(connection, source, row);
                }
            },
            columns);

    /// <summary>Writes calls number 1 to "calls", a row each and one after the other, again and again; null: each of them once.</summary>
    public CleanFile WriteMany(string stem, int rows, string text, int? calls = null) =>
        Write(
            "calllogs",
            stem,
            rows,
            connection => connection.Execute(
                """
                INSERT INTO clean (account, source_id, changed_at, change_rank, row_hash, record_number, channel, opened_at, text, customer_phone, city)
                SELECT 'main', 'CALL-' || (i - 1) % $3 + 1, TIMESTAMPTZ '2026-11-20 09:00:00Z' + to_hours((i - 1) // $3), 0, md5(i || $2), i, 'phone', TIMESTAMPTZ '2026-11-20 09:00:00Z' + to_hours(i), $2, '+23480' || i, 'city ' || i % 7
                FROM range(1, CAST($1 AS BIGINT) + 1) AS call(i)
                """,
                default, rows, text, calls ?? rows),
            "*");

    private CleanFile Write(string source, string stem, int rows, Action<DuckDBConnection> fill, string columns)
    {
        var path = Path.Combine(folder, $"{stem}.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", default);
        connection.Execute($"CREATE TABLE clean ({Common}, {OwnColumns(source)})", default);
        fill(connection);
        connection.Execute($"COPY (SELECT {columns} FROM clean) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)", default);
        return Describe(source, stem, path, rows);
    }

    public static CleanFile Describe(string source, string stem, string path, long rows) =>
        new(
            source,
            $"clean/{source}/ingest_date=2026-11-22/{stem}.r1.parquet",
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            $"raw/{source}/2026/11/22/{stem}.csv",
            RuleVersion: 1,
            KnownAt,
            rows,
            Received: rows,
            Duplicates: 0,
            Rejected: 0,
            Ignored: 0,
            path);

    private static string OwnColumns(string source) => source switch
    {
        "social" => Social,
        "sms" => Sms,
        "forms" => Forms,
        _ => CallLogs,
    };

    private static void Insert(DuckDBConnection connection, string source, CleanRow row)
    {
        var hash = row.Hash ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((row with { Record = 0 }).ToString())));
        (string Name, object? Value)[] values =
        [
            ("account", row.Account), ("source_id", row.Id), ("changed_at", row.ChangedAt), ("change_rank", row.Rank), ("row_hash", hash), ("record_number", row.Record),
            ("channel", row.Channel), ("opened_at", row.OpenedAt), ("resolved_at", row.ResolvedAt), ("status", row.Status), ("is_resolved", row.IsResolved), ("text", row.Text),
            ("category", row.Category), ("customer_phone", row.Phone), ("customer_email", row.Email), ("agent", row.Agent), ("city", row.City), ("region", row.Region), ("country", row.Country),
            ("topic", row.Topic), ("customer_name", row.Name), ("postcode", row.Postcode), ("place_region", row.PlaceRegion), ("place_country", row.PlaceCountry),
            .. OwnValues(source, row),
        ];
        connection.Execute(
            $"INSERT INTO clean ({string.Join(", ", values.Select(value => value.Name))}) VALUES ({string.Join(", ", values.Select((_, i) => $"${i + 1}"))})",
            default,
            [.. values.Select(value => value.Value)]);
    }

    private static (string Name, object? Value)[] OwnValues(string source, CleanRow row) => source switch
    {
        "calllogs" => [("is_answered", row.IsAnswered), ("answer_seconds", row.AnswerSeconds), ("talk_seconds", row.TalkSeconds), ("satisfaction", row.Satisfaction)],
        "social" => [("author_id", row.Author)],
        "sms" => [("sender", row.Author)],
        _ => [],
    };
}
