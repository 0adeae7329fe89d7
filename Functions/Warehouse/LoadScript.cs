namespace Beejan.Functions.Warehouse;

/// <summary>
/// The statements of a load, one text for both engines. They take no parameters: what a load knows about itself is
/// the one row of this_load, because PostgreSQL binds none in CREATE TABLE AS.
/// </summary>
/// <param name="table">Table of the source.</param>
/// <param name="columns">All columns of that table.</param>
internal sealed class LoadScript(SourceTable table, IReadOnlyList<string> columns)
{
    public const string CreateThisLoad =
        """
        CREATE TEMP TABLE this_load (
            load_id UUID, source TEXT, clean_name TEXT, content_hash TEXT, raw_file TEXT, rule_version INTEGER,
            known_at TIMESTAMPTZ, loaded_at TIMESTAMPTZ)
        """;

    public const string FillThisLoad =
        "INSERT INTO this_load VALUES (CAST(md5(concat($3, ' ', $2)) AS UUID), $1, $2, $3, $4, $5, $6, $7)";

    /// <summary>The ledger's row, whose figures follow: the steps have to see which loads count, this one included.</summary>
    public const string Open =
        """
        INSERT INTO ops.load (
            load_id, source, clean_name, content_hash, raw_file, rule_version, loaded_at,
            rows, inserted, updated, unchanged, older, withdrawn, duration_ms, superseded_by)
        SELECT
            load_id, source, clean_name, content_hash, raw_file, rule_version, loaded_at, 0, 0, 0, 0, 0, 0, 0,
            (SELECT newer.load_id FROM ops.load AS newer
                WHERE newer.source = this_load.source AND newer.raw_file = this_load.raw_file AND newer.rule_version > this_load.rule_version
                ORDER BY newer.rule_version DESC, newer.load_id LIMIT 1)
        FROM this_load
        """;

    public const string Record =
        """
        UPDATE ops.load SET rows = $1, inserted = $2, updated = $3, unchanged = $4, older = $5, withdrawn = $6, duration_ms = $7
        WHERE load_id = (SELECT load_id FROM this_load)
        """;

    public const string RecordBatch =
        """
        INSERT INTO ops.batch (
            source, raw_file, rule_version, known_at, received, cleaned, duplicates, rejected, ignored, clean_name, load_id)
        SELECT source, raw_file, rule_version, known_at, $1, $2, $3, $4, $5, clean_name, load_id FROM this_load
        """;

    public const string FindEarlier =
        "SELECT rows, inserted, updated, unchanged, older, withdrawn FROM ops.load WHERE clean_name = $1 AND content_hash = $2";

    /// <summary>Columns of the clean file, in the order of the table staged.</summary>
    public IReadOnlyList<string> StagedColumns { get; } = [.. columns.Except(SourceTable.AddedColumns)];

    /// <summary>Keys of each row, which stand behind its columns.</summary>
    public static IReadOnlyList<RowKey> StagedKeys { get; } =
        [new("complaint_key", Reduction.Complaint, IsUnique: true), .. Dimension.All.Select(dimension => new RowKey(dimension.Key, dimension.Identity))];

    public string CreateStaged =>
        $"""
        CREATE TEMP TABLE staged AS
        SELECT {Join(StagedColumns)}, {string.Join(", ", StagedKeys.Select(key => $"CAST(NULL AS UUID) AS {key.Name}"))} FROM {table.Name} WHERE false
        """;

    /// <summary>What happens between staging and the ledger, in this order.</summary>
    public IReadOnlyList<LoadStep> Steps =>
    [
        new("ledger", Open),
        new("superseded", Superseding.FindLoads),
        new("superseded loads", Superseding.MarkLoads),
        Analyzed("this_load"),
        Analyzed("staged", "complaint_key, account, source_id, changed_at"),
        new("several", Deciding.Several),
        Analyzed("several"),
        new("several versions", Deciding.SeveralVersions),
        new("surplus", Deciding.Surplus),
        new("without surplus", "DELETE FROM staged WHERE complaint_key IN (SELECT complaint_key FROM surplus)"),
        new("first of surplus", $"INSERT INTO staged SELECT {AllStaged} FROM surplus WHERE repetition = 1"),
        new("known", Deciding.Known(table)),
        Analyzed("known"),
        new("deciding", Deciding.Complaints(table)),
        Analyzed("deciding"),
        new("rereading", Deciding.Rereading(table)),
        Analyzed("rereading"),
        new("repeats", Repeats),
        new("earlier places", EarlierPlaces),
        new("history", History),
        new("dates", DateDimension.Insert),
        .. Dimension.All.Select(dimension => new LoadStep(dimension.Name, dimension.Insert)),
        new("changed", Reduction.Changed(table, columns)),
        Analyzed("changed", "complaint_key"),
        new("withdrawn", Superseding.FindWithdrawn(table)),
        new("withdrawn facts", Superseding.DeleteWithdrawn),
        new("touched days", DailyFigures.FindTouchedDays),
        new("new facts", NewFacts),
        new("other new facts", OtherNewFacts),
        new("facts", Facts),
        .. DailyFigures.All.SelectMany(figures => figures.Steps),
    ];

    public static IReadOnlyList<string> DropTables { get; } =
    [
        .. new[] { "touched_day", "withdrawn", "changed", "rereading", "deciding", "known", "surplus", "several_version", "several", "superseded", "staged", "this_load" }
            .Select(table => $"DROP TABLE {table}"),
    ];

    // An engine that knows nothing of a table guesses, and a wrong guess can make a join quadratic.
    private static LoadStep Analyzed(string table, string? columns = null) =>
        new($"analyzed {table}", $"ANALYZE {table}{(columns is null ? "" : $" ({columns})")}");

    private string AllStaged => Join(StagedColumns.Concat(StagedKeys.Select(key => key.Name)));

    // Of two raw files that hold a version the history names the earlier; the other is kept here.
    private static string Repeats =>
        $"""
        INSERT INTO source.repeat (source, {Deciding.Version}, rule_version, record_number, raw_file, load_id)
        SELECT
            this_load.source, {Deciding.Version}, this_load.rule_version,
            CASE WHEN is_earlier THEN known.record_number ELSE staged.record_number END,
            CASE WHEN is_earlier THEN known.other_file ELSE this_load.raw_file END,
            CASE WHEN is_earlier THEN known.load_id ELSE this_load.load_id END
        FROM known
        JOIN staged USING (complaint_key, {Deciding.Place})
        CROSS JOIN this_load
        WHERE other_file IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    // A version that came by two raw files keeps the earliest of them, whichever is loaded first.
    private string EarlierPlaces =>
        $"""
        UPDATE {table.Name} AS history
        SET {Join(columns.Except(SourceTable.KeyColumns).Select(column => $"{column} = earlier.{column}"))}
        FROM (
            SELECT staged.*, this_load.rule_version, this_load.raw_file, this_load.known_at, this_load.load_id
            FROM staged
            JOIN known USING (complaint_key, {Deciding.Place})
            CROSS JOIN this_load
            WHERE known.is_earlier AND complaint_key IN (SELECT complaint_key FROM known WHERE is_earlier)
        ) AS earlier
        WHERE {Join(SourceTable.KeyColumns.Select(column => $"history.{column} = earlier.{column}"), " AND ")}
        """;

    private string History =>
        $"""
        INSERT INTO {table.Name} ({Join(StagedColumns)}, rule_version, raw_file, known_at, load_id)
        SELECT {Join(StagedColumns)}, this_load.rule_version, this_load.raw_file, this_load.known_at, this_load.load_id
        FROM staged
        CROSS JOIN this_load
        WHERE NOT EXISTS (SELECT 1 FROM known WHERE {Deciding.SameVersion("known", "staged")})
        """;

    private static readonly string[] FactColumns =
        [.. Reduction.IdentityColumns, .. Reduction.BusinessColumns, .. Reduction.MadeByColumns, "load_id", "loaded_at"];

    // Complaints that nobody knew, of one row: what they come to stands in it.
    private string NewFacts =>
        $"""
        INSERT INTO mart.fact_complaint ({Join(FactColumns)})
        SELECT {Join(FactColumns.Select(column => "fact." + column))}
        FROM ({Reduction.Single(table, columns, "NOT was_known")}) AS fact
        """;

    private static string OtherNewFacts =>
        $"""
        INSERT INTO mart.fact_complaint ({Join(FactColumns)})
        SELECT {Join(FactColumns)} FROM changed WHERE old_date_key IS NULL
        """;

    private static string Facts =>
        $"""
        UPDATE mart.fact_complaint AS fact
        SET {Join(FactColumns.Except(Reduction.IdentityColumns).Select(column => $"{column} = changed.{column}"))}
        FROM changed
        WHERE changed.complaint_key = fact.complaint_key AND changed.old_date_key IS NOT NULL
        """;

    /// <summary>
    /// Rows, inserted, updated, unchanged, older, withdrawn: each counted in the tables as they are after the steps, so that a row
    /// dropped or doubled on the way is missing from the sum. A version counts only when the history holds it.
    /// </summary>
    public string Counts =>
        $"""
        WITH decided AS (
            SELECT
                deciding.was_known,
                deciding.is_newest AND load.superseded_by IS NULL AS is_newest,
                fact.complaint_key IS NULL AS is_history_only,
                coalesce(fact.load_id = load.load_id, false) AS is_written
            FROM deciding
            JOIN ops.load AS load ON load.load_id = (SELECT load_id FROM this_load)
            LEFT JOIN mart.fact_complaint AS fact ON fact.complaint_key = deciding.complaint_key
            WHERE deciding.is_in_file AND (fact.complaint_key IS NOT NULL OR load.superseded_by IS NOT NULL)
        ),
        counted AS (
            SELECT
                (SELECT count(*) FROM staged) AS versions,
                (SELECT count(*) FROM surplus WHERE repetition > 1) AS surplus,
                (SELECT count(*) - count(DISTINCT complaint_key) FROM several_version) AS behind,
                (SELECT count(*) FROM {table.Name} AS history JOIN this_load USING (load_id)) + (SELECT count(*) FROM known WHERE NOT is_earlier) AS held
        )
        SELECT
            (SELECT versions + surplus FROM counted),
            count(*) FILTER (WHERE NOT was_known AND is_written),
            count(*) FILTER (WHERE was_known AND is_written),
            count(*) FILTER (WHERE was_known AND NOT is_written AND is_newest) + (SELECT surplus FROM counted),
            count(*) FILTER (WHERE is_history_only OR was_known AND NOT is_written AND NOT is_newest) + (SELECT behind + held - versions FROM counted),
            (SELECT count(*) FROM withdrawn)
        FROM decided
        """;

    private static string Join(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);
}
