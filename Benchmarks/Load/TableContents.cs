using System.Data.Common;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>What a table of versions holds, in few words; equal for equal rows, on whatever engine.</summary>
internal sealed record TableContents(long Rows, long Complaints, long Versions, string Checksum)
{
    public static TableContents Read(DbConnection connection, string table, CancellationToken ct) =>
        connection.Query(
            $"""
            SELECT
                (SELECT count(*) FROM {table}),
                (SELECT count(*) FROM (SELECT DISTINCT account, source_id FROM {table}) AS complaints),
                (SELECT count(*) FROM (SELECT DISTINCT {string.Join(", ", SourceTable.KeyColumns)} FROM {table}) AS versions),
                (SELECT md5(string_agg(part, '' ORDER BY part)) FROM (
                    SELECT md5(string_agg(
                        concat_ws('|', source_id, CAST(floor(extract(epoch FROM changed_at)) AS BIGINT), row_hash, channel, category, customer_phone, agent, city, talk_seconds, text),
                        ',' ORDER BY record_number)) AS part
                    FROM {table}
                    GROUP BY record_number % 1000) AS parts)
            """,
            row => new TableContents(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)),
            ct).Single();
}
