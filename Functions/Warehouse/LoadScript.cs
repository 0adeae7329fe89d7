namespace Beejan.Functions.Warehouse;

/// <summary>
/// The statements of a load, one text for both engines. They take no parameters: what a load knows about itself is
/// the one row of this_load, because PostgreSQL binds none in CREATE TABLE AS.
/// </summary>
/// <param name="table">Table of the source.</param>
/// <param name="columns">All columns of that table.</param>
internal sealed class LoadScript(SourceTable table, IReadOnlyList<string> columns)
{
    private const string Version = "account, source_id, changed_at, change_rank, row_hash";

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

    public string CreateStaged => $"CREATE TEMP TABLE staged AS SELECT {string.Join(", ", StagedColumns)} FROM {table.Name} WHERE false";

    /// <summary>What happens between staging and the ledger, in this order.</summary>
    public IReadOnlyList<LoadStep> Steps =>
    [
        new("ledger", Open),
        new("superseded", Superseding.FindLoads),
        new("superseded loads", Superseding.MarkLoads),
        Analyzed("this_load"),
        Analyzed("staged"),
        new("file versions", FileVersions),
        Analyzed("file_version"),
        new("deciding", Deciding),
        Analyzed("deciding"),
        new("repeats", Repeats),
        new("history", History),
        new("dates", DateDimension.Insert),
        .. Dimension.All.Select(dimension => new LoadStep(dimension.Name, dimension.Insert)),
        new("changed", Reduction.Changed(table, columns)),
        Analyzed("changed"),
        new("withdrawn", Superseding.FindWithdrawn(table)),
        new("withdrawn facts", Superseding.DeleteWithdrawn),
        new("facts", Facts),
        .. DailyFigures.All.SelectMany(figures => figures.Steps),
    ];

    public static IReadOnlyList<string> DropTables { get; } =
        [.. new[] { "withdrawn", "changed", "deciding", "file_version", "superseded", "staged", "this_load" }.Select(table => $"DROP TABLE {table}")];

    // An engine that knows nothing of a table guesses, and a wrong guess can make a join quadratic.
    private static LoadStep Analyzed(string table) => new($"analyzed {table}", $"ANALYZE {table}");

    // One row per version that the file holds.
    private static string FileVersions =>
        $"""
        CREATE TEMP TABLE file_version AS
        SELECT {Version}, copies, record_number, this_load.rule_version, {Reduction.ComplaintKey} AS complaint_key
        FROM (SELECT {Version}, count(*) AS copies, min(record_number) AS record_number FROM staged GROUP BY {Version}) AS staged
        CROSS JOIN this_load
        """;

    // One row per complaint of the file: its newest version there, and how that stands to what was known. Behind them the
    // complaints that only an older reading of the same raw file made.
    private string Deciding =>
        $"""
        CREATE TEMP TABLE deciding AS
        SELECT
            newest.*,
            true AS is_in_file,
            fact.complaint_key IS NOT NULL AS was_known,
            (newest.changed_at, newest.change_rank, newest.rule_version, newest.row_hash)
                >= (fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash) AS is_newest
        FROM (
            SELECT
                {Version}, rule_version, complaint_key,
                row_number() OVER (PARTITION BY complaint_key ORDER BY changed_at DESC, change_rank DESC, row_hash DESC) AS place
            FROM file_version
        ) AS newest
        LEFT JOIN mart.fact_complaint AS fact ON fact.complaint_key = newest.complaint_key
        WHERE place = 1
        UNION ALL
        SELECT account, source_id, NULL, NULL, NULL, NULL, complaint_key, NULL, false, true, false
        FROM (
            SELECT account, source_id, {Reduction.ComplaintKey} AS complaint_key
            FROM ({Superseding.Complaints(table)}) AS older
            CROSS JOIN this_load
        ) AS gone
        WHERE NOT EXISTS (SELECT 1 FROM file_version WHERE file_version.complaint_key = gone.complaint_key)
        """;

    // Of two raw files that hold a version the history names the earlier; the other is kept here.
    private string Repeats =>
        $"""
        INSERT INTO source.repeat (source, {Version}, rule_version, record_number, raw_file, load_id)
        SELECT
            this_load.source, {Version}, this_load.rule_version,
            CASE WHEN {IsEarlier} THEN known.record_number ELSE file_version.record_number END,
            CASE WHEN {IsEarlier} THEN known.raw_file ELSE this_load.raw_file END,
            CASE WHEN {IsEarlier} THEN known.load_id ELSE this_load.load_id END
        FROM file_version
        JOIN {table.Name} AS known USING ({Version}, rule_version)
        CROSS JOIN this_load
        ON CONFLICT DO NOTHING
        """;

    private static string IsEarlier =>
        "(this_load.known_at, this_load.raw_file, file_version.record_number) < (known.known_at, known.raw_file, known.record_number)";

    // A version that came by two raw files keeps the earliest of them, whichever is loaded first.
    private string History
    {
        get
        {
            var staged = string.Join(", ", StagedColumns);
            var rest = columns.Except(SourceTable.KeyColumns).Select(column => $"{column} = excluded.{column}");
            return $"""
                INSERT INTO {table.Name} AS known ({staged}, rule_version, raw_file, known_at, load_id)
                SELECT {staged}, this_load.rule_version, this_load.raw_file, this_load.known_at, this_load.load_id
                FROM ({FirstOfEachVersion}) AS staged
                CROSS JOIN this_load
                WHERE true
                ON CONFLICT ({string.Join(", ", SourceTable.KeyColumns)}) DO UPDATE SET {string.Join(", ", rest)}
                WHERE (excluded.known_at, excluded.raw_file, excluded.record_number) < (known.known_at, known.raw_file, known.record_number)
                """;
        }
    }

    // Nearly every version stands in a file once: only the others are sorted.
    private string FirstOfEachVersion
    {
        get
        {
            var staged = string.Join(", ", StagedColumns);
            var isRepeated = $"EXISTS (SELECT 1 FROM file_version WHERE copies > 1 AND {SameVersion("file_version", "staged")})";
            return $"""
                SELECT {staged} FROM staged WHERE NOT {isRepeated}
                UNION ALL
                SELECT {staged}
                FROM (SELECT staged.*, row_number() OVER (PARTITION BY {Version} ORDER BY record_number) AS repetition FROM staged WHERE {isRepeated}) AS repeated
                WHERE repetition = 1
                """;
        }
    }

    private static string Facts
    {
        get
        {
            string[] identity = ["complaint_key", "source", "account", "source_id"];
            string[] rest = [.. Reduction.BusinessColumns, .. Reduction.MadeByColumns, "load_id", "loaded_at"];
            var all = string.Join(", ", identity.Concat(rest));
            return $"""
                INSERT INTO mart.fact_complaint ({all})
                SELECT {all} FROM changed
                ON CONFLICT (complaint_key) DO UPDATE SET {string.Join(", ", rest.Select(column => $"{column} = excluded.{column}"))}
                """;
        }
    }

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
                coalesce(fact.load_id = load.load_id, false) AS is_written,
                {Place("deciding")} = {Place("file_version")} AS is_it,
                {Place("deciding")} > {Place("file_version")} AS is_behind
            FROM file_version
            JOIN deciding ON deciding.complaint_key = file_version.complaint_key
            JOIN ops.load AS load ON load.load_id = (SELECT load_id FROM this_load)
            LEFT JOIN mart.fact_complaint AS fact ON fact.complaint_key = file_version.complaint_key
            WHERE (fact.complaint_key IS NOT NULL OR load.superseded_by IS NOT NULL) AND EXISTS (
                SELECT 1 FROM {table.Name} AS history
                WHERE {SameVersion("history", "file_version")} AND history.rule_version = file_version.rule_version)
        )
        SELECT
            (SELECT count(*) FROM staged),
            count(*) FILTER (WHERE is_it AND NOT was_known AND is_written),
            count(*) FILTER (WHERE is_it AND was_known AND is_written),
            count(*) FILTER (WHERE is_it AND was_known AND NOT is_written AND is_newest)
                + (SELECT CAST(coalesce(sum(copies - 1), 0) AS BIGINT) FROM file_version),
            count(*) FILTER (WHERE is_it AND (is_history_only OR was_known AND NOT is_written AND NOT is_newest)) + count(*) FILTER (WHERE is_behind),
            (SELECT count(*) FROM withdrawn)
        FROM decided
        """;

    private static string SameVersion(string one, string other) =>
        string.Join(" AND ", Version.Split(", ").Select(column => $"{one}.{column} = {other}.{column}"));

    private static string Place(string row) => $"({row}.changed_at, {row}.change_rank, {row}.row_hash)";
}
