namespace Beejan.Functions.Warehouse;

/// <summary>What a load finds out of its rows before it writes: which complaints they are of, what is known of them, and what there is to do.</summary>
internal static class Deciding
{
    /// <summary>What tells the versions of a complaint that one raw file holds apart.</summary>
    public const string Place = "changed_at, change_rank, row_hash";

    public const string Version = $"account, source_id, {Place}";

    /// <summary>Whether the load counts: no load of the same raw file under newer rules came before it.</summary>
    public const string ThisLoadCounts = "(SELECT superseded_by IS NULL FROM ops.load WHERE load_id = (SELECT load_id FROM this_load))";

    private const string IsAlone = "NOT EXISTS (SELECT 1 FROM several WHERE several.complaint_key = staged.complaint_key)";

    /// <summary>Nearly every complaint stands in a file once. These do not, or where rows are marked, hardly any other.</summary>
    public static string Several(LoadTerms terms) => $"CREATE TEMP TABLE several AS SELECT complaint_key FROM staged {terms.IsSeveral}";

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
            staged.complaint_key, {Version},
            CASE WHEN known.raw_file <> this_load.raw_file THEN known.raw_file END AS other_file, known.record_number, known.load_id,
            (this_load.known_at, this_load.raw_file, staged.record_number) < (known.known_at, known.raw_file, known.record_number) AS is_earlier,
            load.superseded_by IS NULL OR {Superseding.IsRepeated(table, "known")} AS counts
        FROM staged
        JOIN {table.Name} AS known USING (account, source_id, {Place})
        JOIN this_load ON this_load.rule_version = known.rule_version
        JOIN ops.load AS load ON load.load_id = known.load_id
        """;

    /// <summary>
    /// One row per complaint of the file, but for those of one row that nobody knew, or that the history holds already: its
    /// newest version there, and whether any version is new. Behind them the complaints that only an older reading of the same
    /// raw file made.
    /// </summary>
    public static string Complaints(LoadTerms terms) =>
        $"""
        CREATE TEMP TABLE deciding AS
        SELECT
            complaint.complaint_key, complaint.account, complaint.source_id, {Of("complaint", Place)}, complaint.topic_rules,
            1 AS rows, true AS is_in_file, true AS was_known, {ThisLoadCounts} AS is_changed, {Reduction.Differ(Reduction.BusinessColumns)} AS differs
        FROM (
            SELECT {Reduction.Single(terms)}
            FROM staged
            CROSS JOIN this_load
            WHERE {terms.AnyIsUnsettled} AND {IsAlone}{terms.IsOfSomeFact}
                AND NOT EXISTS (SELECT 1 FROM known WHERE known.complaint_key = staged.complaint_key AND known.counts)
        ) AS complaint
        CROSS JOIN this_load
        JOIN mart.fact_complaint AS fact ON {terms.IsFact("complaint")}
        UNION ALL
        SELECT
            newest.complaint_key, newest.account, newest.source_id, {Of("newest", Place)}, CAST(NULL AS INTEGER),
            newest.rows, true, fact.complaint_key IS NOT NULL, {ThisLoadCounts} AND newest.counting < newest.rows, true
        FROM (
            SELECT
                several_version.*,
                row_number() OVER (PARTITION BY several_version.complaint_key ORDER BY {Join(Place.Split(", ").Select(column => $"several_version.{column} DESC"))}) AS place,
                count(*) OVER (PARTITION BY several_version.complaint_key) AS rows,
                count(*) FILTER (WHERE known.counts) OVER (PARTITION BY several_version.complaint_key) AS counting
            FROM several_version
            LEFT JOIN known ON {SameVersion("known", "several_version")}
        ) AS newest
        LEFT JOIN mart.fact_complaint AS fact ON {terms.IsFact("newest")}
        WHERE newest.place = 1
        UNION ALL
        SELECT {Reduction.ComplaintKey}, account, source_id, NULL, NULL, NULL, NULL, 0, false, true, true, true
        FROM ({Superseding.Complaints(terms.Table)}) AS older
        CROSS JOIN this_load
        """;

    /// <summary>The days of the complaints of one row that nobody knew.</summary>
    public static string FreshDays(LoadTerms terms) =>
        $"CREATE TEMP TABLE fresh_day AS SELECT date_key, count(*) AS complaints FROM staged WHERE {terms.IsFreshAtFirst} GROUP BY date_key";

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

    private static string Of(string row, string columns) => Join(columns.Split(", ").Select(column => $"{row}.{column}"));

    private static string Join(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);
}
