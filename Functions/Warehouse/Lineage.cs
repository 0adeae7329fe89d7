using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>Reads <c>mart.lineage</c> of one complaint.</summary>
internal static class Lineage
{
    // Goes by account and id, which the history's key begins with.
    private const string OfAccount =
        """
        SELECT
            complaint_key, raw_file, record_number, known_at, rule_version, clean_name, load_id, loaded_at,
            changed_at, change_rank, is_superseded, is_newest
        FROM mart.lineage
        WHERE source = $1 AND account = $2 AND source_id = $3
        ORDER BY changed_at DESC, change_rank DESC, rule_version DESC, row_hash DESC, known_at, raw_file
        """;

    private const string Facts = "SELECT DISTINCT account FROM mart.fact_complaint WHERE source = $1 AND source_id = $2";

    // Reads the whole history; asked only for what is no fact.
    private const string Withdrawn = "SELECT DISTINCT account FROM source.complaint_version WHERE source = $1 AND source_id = $2";

    /// <returns>The complaints with this id, one per account; none when it never came.</returns>
    public static IReadOnlyList<TracedComplaint> Trace(DbConnection connection, string source, string sourceId, CancellationToken ct)
    {
        var inMart = Accounts(Facts);
        return [.. (inMart.Count > 0 ? inMart : Accounts(Withdrawn)).Order(StringComparer.Ordinal).Select(Of)];

        List<string> Accounts(string sql) => connection.Query(sql, row => row.GetString(0), ct, source, sourceId);

        TracedComplaint Of(string account)
        {
            var readings = connection.Query(OfAccount, row => (Key: row.GetGuid(0), Reading: Read(row)), ct, source, account, sourceId);
            return new TracedComplaint(readings[0].Key, source, account, sourceId, inMart.Count > 0, [.. readings.Select(reading => reading.Reading)]);
        }
    }

    private static Reading Read(DbDataReader row) => new(
        row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetUtc(3), row.GetInt32(4), row.GetString(5), row.GetGuid(6), row.GetUtc(7),
        row.GetUtc(8), row.GetInt32(9), row.GetBoolean(10), row.GetBoolean(11));
}
