namespace Beejan.Functions.Warehouse;

/// <summary>What a load finds out of its rows before it writes: which complaints they are of, what is known of them, and what there is to do.</summary>
internal static class Deciding
{
    /// <summary>What tells the versions of a complaint that one raw file holds apart.</summary>
    public const string Place = "changed_at, change_rank, row_hash";

    public const string Version = $"account, source_id, {Place}";

    /// <summary>Nearly every complaint stands in a file once. These do not.</summary>
    public const string Several =
        "CREATE TEMP TABLE several AS SELECT complaint_key FROM staged GROUP BY complaint_key HAVING count(*) > 1";

    public static string SeveralVersions =>
        $"""
        CREATE TEMP TABLE several_version AS
        SELECT complaint_key, {Version}, max({DateDimension.Key}) AS date_key, count(*) AS copies
        FROM staged
        WHERE EXISTS (SELECT 1 FROM several WHERE several.complaint_key = staged.complaint_key)
        GROUP BY complaint_key, {Version}
        """;

    /// <summary>All rows of the complaints of which a version stands in the file more than once.</summary>
    public static string Surplus =>
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

    /// <summary>One row per complaint of the file: its newest version there, how that stands to what was known, and whether any version is
    /// new. Behind them the complaints that only an older reading of the same raw file made.</summary>
    public static string Complaints(SourceTable table) =>
        $"""
        CREATE TEMP TABLE deciding AS
        SELECT
            newest.complaint_key, newest.account, newest.source_id, newest.rows, newest.date_key,
            true AS is_in_file,
            fact.complaint_key IS NOT NULL AS was_known,
            (newest.changed_at, newest.change_rank, this_load.rule_version, newest.row_hash)
                >= (fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash) AS is_newest,
            load.superseded_by IS NULL AND newest.counting < newest.rows AS is_changed
        FROM (
            SELECT
                staged.complaint_key, account, source_id, {Join(Place.Split(", ").Select(column => "staged." + column))}, {DateDimension.Key} AS date_key,
                1 AS rows, CASE WHEN known.counts THEN 1 ELSE 0 END AS counting
            FROM staged
            LEFT JOIN known ON known.complaint_key = staged.complaint_key
            WHERE NOT EXISTS (SELECT 1 FROM several WHERE several.complaint_key = staged.complaint_key)
            UNION ALL
            SELECT complaint_key, account, source_id, {Place}, date_key, rows, counting
            FROM (
                SELECT
                    several_version.*,
                    row_number() OVER (PARTITION BY several_version.complaint_key ORDER BY {Join(Place.Split(", ").Select(column => $"several_version.{column} DESC"))}) AS place,
                    count(*) OVER (PARTITION BY several_version.complaint_key) AS rows,
                    count(*) FILTER (WHERE known.counts) OVER (PARTITION BY several_version.complaint_key) AS counting
                FROM several_version
                LEFT JOIN known ON {SameVersion("known", "several_version")}
            ) AS ranked
            WHERE place = 1
        ) AS newest
        CROSS JOIN this_load
        JOIN ops.load AS load ON load.load_id = this_load.load_id
        LEFT JOIN mart.fact_complaint AS fact ON fact.complaint_key = newest.complaint_key
        UNION ALL
        SELECT {Reduction.ComplaintKey}, account, source_id, 0, NULL, false, true, false, true
        FROM ({Superseding.Complaints(table)}) AS older
        CROSS JOIN this_load
        """;

    /// <summary>The complaints that come to more than the one row of the file: those to be reduced from all their versions.</summary>
    public static string Rereading(SourceTable table) =>
        $"""
        CREATE TEMP TABLE rereading AS
        SELECT account, source_id FROM deciding WHERE is_changed AND rows <> 1
        UNION
        SELECT account, source_id
        FROM deciding
        JOIN {table.Name} AS history USING (account, source_id)
        WHERE is_changed AND rows = 1 AND was_known AND {Superseding.Counts(table, "history")}
        """;

    public static string SameVersion(string one, string other) =>
        Join($"complaint_key, {Place}".Split(", ").Select(column => $"{one}.{column} = {other}.{column}"), " AND ");

    private static string Join(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);
}
