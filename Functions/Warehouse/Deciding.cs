namespace Beejan.Functions.Warehouse;

/// <summary>What a load finds out of its rows before it writes: which complaints they are of, what is known of them, and what there is to do.</summary>
internal static class Deciding
{
    /// <summary>What tells the versions of a complaint that one raw file holds apart.</summary>
    public const string Place = "changed_at, change_rank, row_hash";

    public const string Version = $"account, source_id, {Place}";

    /// <summary>Whether the load counts: no load of the same raw file under newer rules came before it.</summary>
    public const string ThisLoadCounts = "(SELECT superseded_by IS NULL FROM ops.load WHERE load_id = (SELECT load_id FROM this_load))";

    /// <summary>Whether the history lacks any row of the file. Where it has all, nothing is to be searched for what is new.</summary>
    public const string AnyIsNew = "(SELECT count(*) FROM staged) > (SELECT count(*) FROM known)";

    private const string IsAlone = "NOT EXISTS (SELECT 1 FROM several WHERE several.complaint_key = staged.complaint_key)";

    /// <summary>Nearly every complaint stands in a file once. These do not, or where rows are marked, hardly any other.</summary>
    /// <param name="areMarked">Whether each row is marked that may not be the first of its complaint.</param>
    public static string Several(bool areMarked) =>
        $"CREATE TEMP TABLE several AS SELECT complaint_key FROM staged {(areMarked ? "WHERE is_again GROUP BY complaint_key" : "GROUP BY complaint_key HAVING count(*) > 1")}";

    public const string SeveralVersions =
        $"""
        CREATE TEMP TABLE several_version AS
        SELECT complaint_key, {Version}, count(*) AS copies
        FROM staged
        WHERE EXISTS (SELECT 1 FROM several WHERE several.complaint_key = staged.complaint_key)
        GROUP BY complaint_key, {Version}
        """;

    /// <summary>All rows of the complaints of which a version stands in the file more than once.</summary>
    public const string Surplus =
        $"""
        CREATE TEMP TABLE surplus AS
        SELECT staged.*, row_number() OVER (PARTITION BY complaint_key, {Place} ORDER BY record_number) AS repetition
        FROM staged
        WHERE complaint_key IN (SELECT complaint_key FROM several_version WHERE copies > 1)
        """;

    /// <summary>The versions of the file that the history holds, and where it has them from.</summary>
    public static string Known(SourceTable table) =>
        $"""
        CREATE TEMP TABLE known AS
        SELECT
            staged.complaint_key, {Place},
            CASE WHEN known.raw_file <> this_load.raw_file THEN known.raw_file END AS other_file, known.record_number, known.load_id,
            (this_load.known_at, this_load.raw_file, staged.record_number) < (known.known_at, known.raw_file, known.record_number) AS is_earlier,
            load.superseded_by IS NULL OR {Superseding.IsRepeated(table, "known")} AS counts
        FROM staged
        JOIN {table.Name} AS known USING (account, source_id, {Place})
        JOIN this_load ON this_load.rule_version = known.rule_version
        JOIN ops.load AS load ON load.load_id = known.load_id
        """;

    /// <summary>
    /// One row per complaint of the file, but for those that nobody knew and that have one row: its newest version there, how
    /// that stands to what was known, and whether any version is new. Behind them the complaints that only an older reading
    /// of the same raw file made.
    /// </summary>
    public static string Complaints(SourceTable table, IReadOnlyList<string> columns) =>
        $"""
        CREATE TEMP TABLE deciding AS
        SELECT
            staged.complaint_key, staged.account, staged.source_id, {Of("staged", Place)}, staged.topic_rules,
            1 AS rows, true AS is_in_file, true AS was_known, {IsNewest("staged")} AS is_newest, false AS is_changed, false AS differs
        FROM staged
        CROSS JOIN this_load
        JOIN mart.fact_complaint AS fact ON {table.IsFact("staged")}
        WHERE {IsAlone} AND EXISTS (SELECT 1 FROM known WHERE known.complaint_key = staged.complaint_key AND known.counts)
        UNION ALL
        SELECT
            complaint.complaint_key, complaint.account, complaint.source_id, {Of("complaint", Place)}, complaint.topic_rules,
            1, true, true, {IsNewest("complaint")}, {ThisLoadCounts}, {Reduction.Differ(Reduction.BusinessColumns)}
        FROM (
            SELECT {Reduction.Single(table, columns)}
            FROM staged
            CROSS JOIN this_load
            WHERE {IsAlone} AND NOT EXISTS (SELECT 1 FROM known WHERE known.complaint_key = staged.complaint_key AND known.counts)
        ) AS complaint
        CROSS JOIN this_load
        JOIN mart.fact_complaint AS fact ON {table.IsFact("complaint")}
        UNION ALL
        SELECT
            newest.complaint_key, newest.account, newest.source_id, {Of("newest", Place)}, CAST(NULL AS INTEGER),
            newest.rows, true, fact.complaint_key IS NOT NULL, {IsNewest("newest")}, {ThisLoadCounts} AND newest.counting < newest.rows, true
        FROM (
            SELECT
                several_version.*,
                row_number() OVER (PARTITION BY several_version.complaint_key ORDER BY {Join(Place.Split(", ").Select(column => $"several_version.{column} DESC"))}) AS place,
                count(*) OVER (PARTITION BY several_version.complaint_key) AS rows,
                count(*) FILTER (WHERE known.counts) OVER (PARTITION BY several_version.complaint_key) AS counting
            FROM several_version
            LEFT JOIN known ON {SameVersion("known", "several_version")}
        ) AS newest
        CROSS JOIN this_load
        LEFT JOIN mart.fact_complaint AS fact ON {table.IsFact("newest")}
        WHERE newest.place = 1
        UNION ALL
        SELECT {Reduction.ComplaintKey}, account, source_id, NULL, NULL, NULL, NULL, 0, false, true, false, true, true
        FROM ({Superseding.Complaints(table)}) AS older
        CROSS JOIN this_load
        """;

    /// <summary>The days of the complaints of one row that nobody knew: of the rows about which nothing was decided.</summary>
    public const string FreshDays =
        $"""
        CREATE TEMP TABLE fresh_day AS
        SELECT date_key, count(*) AS complaints
        FROM staged
        WHERE (SELECT count(*) FROM staged) > (SELECT count(*) FROM known WHERE counts) AND {IsUndecided}
        GROUP BY date_key
        """;

    /// <summary>Whether a staged row is the one of a complaint that nobody knew; not searched for where there is none.</summary>
    public const string IsFresh = $"EXISTS (SELECT 1 FROM fresh_day) AND {IsUndecided}";

    private const string IsUndecided = "NOT EXISTS (SELECT 1 FROM deciding WHERE deciding.complaint_key = staged.complaint_key)";

    /// <summary>The complaints that come to more than the one row of the file: those to be reduced from all their versions.</summary>
    public static string Rereading(SourceTable table) =>
        $"""
        CREATE TEMP TABLE rereading AS
        SELECT complaint_key, account, source_id, was_known FROM deciding WHERE is_changed AND (rows <> 1 OR NOT was_known)
        UNION
        SELECT complaint_key, account, source_id, was_known
        FROM deciding
        JOIN {table.Name} AS history USING (account, source_id)
        WHERE is_changed AND rows = 1 AND was_known AND {Superseding.Counts(table, "history")}
        """;

    public static string SameVersion(string one, string other) =>
        Join($"complaint_key, {Place}".Split(", ").Select(column => $"{one}.{column} = {other}.{column}"), " AND ");

    private static string IsNewest(string row) =>
        $"({row}.changed_at, {row}.change_rank, this_load.rule_version, {row}.row_hash) >= (fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash)";

    private static string Of(string row, string columns) => Join(columns.Split(", ").Select(column => $"{row}.{column}"));

    private static string Join(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);
}
