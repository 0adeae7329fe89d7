using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>What the app itself reads from the warehouse.</summary>
internal static class WarehouseQueries
{
    private const string Loads =
        """
        SELECT
            source, count(*), CAST(sum(rule_version) AS BIGINT),
            CAST(sum(rows) AS BIGINT), CAST(sum(inserted) AS BIGINT), CAST(sum(updated) AS BIGINT),
            CAST(sum(unchanged) AS BIGINT), CAST(sum(older) AS BIGINT),
            max(loaded_at),
            (array_agg(clean_name ORDER BY loaded_at DESC, clean_name DESC))[1]
        FROM ops.load
        WHERE superseded_by IS NULL
        GROUP BY source
        """;

    private const string Channels =
        """
        SELECT channel, complaints, resolved, removed, first_day, last_day
        FROM mart.complaints_by_channel
        ORDER BY complaints DESC, channel
        """;

    private const string Keys =
        """
        SELECT source_id, changed_at
        FROM mart.fact_complaint
        WHERE source = $1 AND account = $2 AND NOT is_removed
        ORDER BY source_id COLLATE "C"
        """;

    private const string Loaded =
        """
        SELECT clean_name
        FROM ops.load
        WHERE source = $1 AND clean_name COLLATE "C" >= $2
        ORDER BY clean_name COLLATE "C"
        LIMIT $3
        """;

    public static IReadOnlyList<SourceLoads> ReadLoads(DbConnection connection, CancellationToken ct)
    {
        var found = connection.Query(
            Loads,
            row => new SourceLoads(
                row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
                row.GetUtc(8), row.GetString(9)),
            ct).ToDictionary(loads => loads.Source);
        return [.. SourceTable.All.Select(table => found.GetValueOrDefault(table.Source) ?? new SourceLoads(table.Source, 0, 0, 0, 0, 0, 0, 0, null, null))];
    }

    public static IReadOnlyList<ChannelComplaints> ReadChannels(DbConnection connection, CancellationToken ct) =>
        connection.Query(
            Channels,
            row => new ChannelComplaints(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Day(row, 4), Day(row, 5)),
            ct);

    public static void ReadKeys(DbConnection connection, string source, string account, Action<KnownComplaint> take, CancellationToken ct) =>
        connection.ForEach(Keys, row => take(new KnownComplaint(row.GetString(0), row.GetUtc(1).UtcDateTime)), ct, source, account);

    public static IReadOnlyList<string> ReadLoaded(DbConnection connection, string source, string from, int most, CancellationToken ct) =>
        connection.Query(Loaded, row => row.GetString(0), ct, source, from, (long)most);

    private static DateOnly? Day(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetFieldValue<DateOnly>(ordinal);
}
