using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// What is asked every few minutes, and so goes by time through an index and never through all of the ledger. Accounts are
/// those that raw files are named by.
/// </summary>
internal static class FeedQueries
{
    /// <summary>Deliveries within so much time are one: what comes in bursts comes seldom.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromSeconds(SlotSeconds);

    private const int SlotSeconds = 300;

    // raw/{source}/{yyyy}/{MM}/{dd}/{HHmmssfff}-{account}-{hash}.{extension}
    private const string Account = "split_part(split_part(batch.raw_file, '/', 6), '-', 2)";

    private const string Newest =
        $"""
        SELECT batch.known_at
        FROM ops.batch AS batch
        JOIN ops.load AS load ON load.load_id = batch.load_id
        WHERE batch.source = $1 AND ($2 = '' OR {Account} = $2) AND load.inserted + load.updated > 0
        ORDER BY batch.known_at DESC
        LIMIT 1
        """;

    private const string Imbalances =
        """
        SELECT stage, source, count(*), min(place), CAST(sum(abs(expected - coalesce(found, 0))) AS BIGINT)
        FROM ops.imbalance
        GROUP BY stage, source
        ORDER BY stage, source
        """;

    // A file may wait for its load while the warehouse is away; a replay of what is older says nothing of today.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(2);

    private static readonly string Deliveries =
        $"""
        SELECT DISTINCT CAST(floor(extract(epoch FROM batch.known_at) / {SlotSeconds}) AS BIGINT) AS slot
        FROM ops.batch AS batch
        WHERE batch.source = $1 AND {Account} = $2 AND batch.known_at >= (
            SELECT max(batch.known_at) - INTERVAL '28 days' FROM ops.batch AS batch WHERE batch.source = $1 AND {Account} = $2)
        ORDER BY slot
        """;

    private static readonly string Counts =
        $"""
        SELECT
            batch.source, {Account} AS account, count(*),
            count(CASE WHEN load.rows > 0 AND load.inserted + load.updated = 0 THEN 1 END),
            CAST(sum(batch.received) AS BIGINT), CAST(sum(batch.rejected) AS BIGINT), CAST(sum(batch.duplicates) AS BIGINT),
            CAST(sum(load.unchanged + load.older) AS BIGINT),
            min(batch.known_at)
        FROM ops.batch AS batch
        JOIN ops.load AS load ON load.load_id = batch.load_id
        WHERE batch.source IN ({string.Join(", ", SourceTable.All.Select(table => $"'{table.Source}'"))})
            AND batch.known_at >= $1 AND load.loaded_at >= $2 AND load.superseded_by IS NULL
        GROUP BY 1, 2
        ORDER BY 1, 2
        """;

    public static DateTimeOffset? FindNewestRow(DbConnection connection, string source, string account, CancellationToken ct) =>
        connection.Query(Newest, row => (DateTimeOffset?)row.GetUtc(0), ct, source, account).SingleOrDefault();

    public static IReadOnlyList<DateTimeOffset> ReadDeliveries(DbConnection connection, string source, string account, CancellationToken ct) =>
        connection.Query(Deliveries, row => DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0) * SlotSeconds), ct, source, account);

    public static IReadOnlyList<FeedCounts> ReadCounts(DbConnection connection, DateTimeOffset since, CancellationToken ct) =>
        connection.Query(
            Counts,
            row => new FeedCounts(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetUtc(8)),
            ct,
            (since - LongestWait).UtcDateTime,
            since.UtcDateTime);

    public static IReadOnlyList<Imbalance> ReadImbalances(DbConnection connection, CancellationToken ct) =>
        connection.Query(Imbalances, row => new Imbalance(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4)), ct);
}
