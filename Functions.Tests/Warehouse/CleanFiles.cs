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
        city VARCHAR, region VARCHAR, postcode VARCHAR, country VARCHAR
        """;

    private const string CallLogs =
        "received_via VARCHAR, is_on_behalf BOOLEAN, is_answered BOOLEAN, answer_seconds INTEGER, talk_seconds INTEGER, satisfaction INTEGER";

    private const string Social =
        "platform VARCHAR DEFAULT 'facebook', author_id VARCHAR, post_id VARCHAR, parent_id VARCHAR, permalink VARCHAR";

    private const string Forms = "form VARCHAR";

    public static DateTimeOffset KnownAt { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public CleanFile Write(string stem, params CleanRow[] rows) => Write("calllogs", stem, rows);

    /// <summary>Writes what "columns" selects of the table clean.</summary>
    public CleanFile Write(string source, string stem, CleanRow[] rows, string columns = "*")
    {
        var path = Path.Combine(folder, $"{stem}.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", default);
        connection.Execute($"CREATE TABLE clean ({Common}, {Own(source)})", default);
        foreach (var row in rows)
        {
            Insert(connection, row);
        }

        connection.Execute($"COPY (SELECT {columns} FROM clean) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd)", default);
        return Describe(source, stem, path, rows.Length);
    }

    private static string Own(string source) => source switch
    {
        "social" => Social,
        "forms" => Forms,
        _ => CallLogs,
    };

    public static CleanFile Describe(string source, string stem, string path, long rows) =>
        new(
            source,
            $"clean/{source}/ingest_date=2026-11-22/{stem}.r1.parquet",
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            $"raw/{source}/2026/11/22/{stem}.csv",
            RuleVersion: 1,
            KnownAt,
            rows,
            path);

    private static void Insert(DuckDBConnection connection, CleanRow row)
    {
        var hash = row.Hash ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((row with { Record = 0 }).ToString())));
        connection.Execute(
            """
            INSERT INTO clean (
                account, source_id, changed_at, change_rank, row_hash, record_number, channel, opened_at, resolved_at, status,
                is_resolved, text, category, customer_phone, customer_email, agent, city, region, country)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """,
            default,
            row.Account, row.Id, row.ChangedAt, row.Rank, hash, row.Record, row.Channel, row.OpenedAt, row.ResolvedAt, row.Status,
            row.IsResolved, row.Text, row.Category, row.Phone, row.Email, row.Agent, row.City, row.Region, row.Country);
    }
}
