namespace Beejan.Functions.Warehouse;

/// <summary>What a load finds out of its rows before it writes: which complaints they are of, what is known of them, and what there is to do.</summary>
internal static class Deciding
{
    /// <summary>What tells the versions of a complaint that one raw file holds apart.</summary>
    public const string Place = "changed_at, change_rank, row_hash";

    public const string Version = $"account, source_id, {Place}";

    /// <summary>Whether the load counts: no load of the same raw file under newer rules came before it.</summary>
    public const string ThisLoadCounts = "(SELECT superseded_by IS NULL FROM ops.load WHERE load_id = (SELECT load_id FROM this_load))";

    private const string IsUnsettled = "NOT EXISTS (SELECT 1 FROM known WHERE known.complaint_key = staged.complaint_key AND known.counts)";

    private const string IsOneRow = "is_changed AND rows = 1 AND was_known";

    /// <summary>
    /// Nearly every complaint stands in a file once. These are the versions of those that do not; where rows are marked, of hardly
    /// any other.
    /// </summary>
    public static string SeveralVersions(LoadTerms terms) =>
        $"""
        CREATE TEMP TABLE several_version AS
        SELECT complaint_key, {Version}, count(*) AS copies
        FROM staged
        WHERE {terms.MayBeSeveral}
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

    /// <summary>The versions of the file that the history holds, and whether it has them from another raw file. Of a replay they are all.</summary>
    public static string Known(LoadTerms terms) =>
        $"""
        CREATE TEMP TABLE known AS
        SELECT
            staged.complaint_key, {Version}, staged.record_number,
            known.load_id NOT IN (SELECT load_id FROM ops.load WHERE raw_file = {WorkingTables.ThisLoad("raw_file")}) AS is_repeated,
            {Superseding.Counts(terms.Table, "known")} AS counts,
            {terms.IsSeveral} AS is_several
        FROM staged
        JOIN {terms.Table.Name} AS known USING (account, source_id, {Place})
        WHERE known.rule_version = {WorkingTables.ThisLoad("rule_version")}
        """;

    // Of two tables only, here and in Earlier: of three by so many columns PostgreSQL expects a single row, and would look through
    // the third as often as there are rows.

    /// <summary>Those that it has from another raw file, where from, and whether they stand earlier in this one.</summary>
    public static string Repeated(SourceTable table) =>
        $"""
        INSERT INTO repeated
        SELECT
            complaint_key, {Version}, known.record_number,
            history.raw_file, history.record_number, history.load_id,
            ({WorkingTables.ThisLoad("known_at")}, {WorkingTables.ThisLoad("raw_file")}, known.record_number)
                < (history.known_at, history.raw_file, history.record_number)
        FROM known
        JOIN {table.Name} AS history USING ({Version})
        WHERE known.is_repeated AND history.rule_version = {WorkingTables.ThisLoad("rule_version")}
        """;

    /// <summary>The rows of the file that stand earlier in it.</summary>
    public static readonly string Earlier =
        $"""
        CREATE TEMP TABLE earlier AS
        SELECT * FROM staged WHERE EXISTS (SELECT 1 FROM repeated WHERE repeated.is_earlier AND {SameVersion("repeated", "staged")})
        """;

    /// <summary>How many versions the file has, and how many of them the history holds; of these how many count, and came by another raw file too.</summary>
    public const string Tally =
        """
        CREATE TEMP TABLE tally AS
        SELECT
            (SELECT count(*) FROM staged) AS versions,
            count(*) AS known,
            count(*) FILTER (WHERE counts) AS settled,
            count(*) FILTER (WHERE is_repeated) AS repeated
        FROM known
        """;

    /// <summary>Whether the history holds all versions of the file.</summary>
    public const string NoneIsNew = "SELECT versions <= known FROM tally";

    /// <summary>Whether none came by another raw file.</summary>
    public const string NoneIsRepeated = "SELECT repeated = 0 FROM tally";

    /// <summary>Whether none stands earlier in this one.</summary>
    public const string NoneIsEarlier = "SELECT NOT EXISTS (SELECT 1 FROM repeated WHERE is_earlier)";

    /// <summary>Whether there is no fact that one of them could change.</summary>
    public static string NoneCompares(SourceTable table) =>
        $"SELECT versions <= settled OR NOT EXISTS (SELECT 1 FROM mart.fact_complaint WHERE source = '{table.Source}') FROM tally";

    /// <summary>Whether all of them said before what they say.</summary>
    public const string AllAreSettled = "SELECT versions <= settled FROM tally";

    /// <summary>The complaints of several rows of the file: the newest version there, and whether any version is new.</summary>
    public static string Complaints(LoadTerms terms) =>
        $"""
        CREATE TEMP TABLE deciding AS
        SELECT
            newest.complaint_key, newest.account, newest.source_id, {Of("newest", Place)}, CAST(NULL AS INTEGER) AS topic_rules,
            newest.rows, true AS is_in_file,
            newest.counting = newest.rows OR EXISTS (SELECT 1 FROM mart.fact_complaint AS fact WHERE {terms.IsFact("newest")}) AS was_known,
            {ThisLoadCounts} AND newest.counting < newest.rows AS is_changed, true AS differs
        FROM (
            SELECT
                several_version.*,
                row_number() OVER (PARTITION BY several_version.complaint_key ORDER BY {Join(Place.Split(", ").Select(column => $"several_version.{column} DESC"))}) AS place,
                count(*) OVER (PARTITION BY several_version.complaint_key) AS rows,
                count(*) FILTER (WHERE known.counts) OVER (PARTITION BY several_version.complaint_key) AS counting
            FROM several_version
            LEFT JOIN (SELECT * FROM known WHERE is_several) AS known
                ON {SameVersion("known", "several_version")}
        ) AS newest
        WHERE newest.place = 1
        """;

    /// <summary>Adds the complaints that only an older reading of the same raw file made.</summary>
    public static string Missing(SourceTable table) =>
        $"""
        INSERT INTO deciding
        SELECT {Reduction.ComplaintKey}, account, source_id, NULL, NULL, NULL, NULL, 0, false, true, true, true
        FROM ({Superseding.Complaints(table)}) AS older
        CROSS JOIN this_load
        """;

    /// <summary>Adds the complaints of one row that are known, but for those of which the history holds it: whether it says something else.</summary>
    public static string Compared(LoadTerms terms) =>
        $"""
        INSERT INTO deciding
        SELECT
            staged.complaint_key, staged.account, staged.source_id, {Of("staged", Place)}, staged.topic_rules,
            1, true, true, {ThisLoadCounts}, {SingleVersion.Differs(terms)}
        FROM staged
        JOIN mart.fact_complaint AS fact ON {terms.IsFact("staged")}
        WHERE NOT {terms.IsSeveral} AND {IsUnsettled}
        """;

    /// <summary>Whether a staged row is the one of a complaint that nobody knew: nothing was decided about it.</summary>
    public const string IsFresh = $"NOT EXISTS (SELECT 1 FROM deciding WHERE deciding.complaint_key = staged.complaint_key) AND {IsUnsettled}";

    /// <summary>The days of the complaints of one row that nobody knew.</summary>
    public const string FreshDays = $"INSERT INTO fresh_day SELECT date_key, count(*) FROM staged WHERE {IsFresh} GROUP BY date_key";

    // Whether a version counts is asked in its two halves: each of them an engine can join, both at once it would ask of each row.

    /// <summary>The complaints that come to more than the one row of the file: those to be reduced from all their versions.</summary>
    public static string Rereading(SourceTable table) =>
        $"""
        CREATE TEMP TABLE rereading AS
        SELECT complaint_key, account, source_id, was_known FROM deciding WHERE is_changed AND (rows <> 1 OR NOT was_known)
        UNION
        SELECT complaint_key, account, source_id, was_known
        FROM deciding
        WHERE {IsOneRow} AND EXISTS (
            SELECT 1 FROM {table.Name} AS history
            WHERE history.account = deciding.account AND history.source_id = deciding.source_id AND {Superseding.Stands("history")})
        UNION
        SELECT complaint_key, account, source_id, was_known
        FROM deciding
        WHERE {IsOneRow} AND EXISTS (
            SELECT 1 FROM {table.Name} AS history
            WHERE history.account = deciding.account AND history.source_id = deciding.source_id AND {Superseding.IsRepeated(table, "history")})
        """;

    public static string SameVersion(string one, string other) =>
        Join($"complaint_key, {Place}".Split(", ").Select(column => $"{one}.{column} = {other}.{column}"), " AND ");

    private static string Of(string row, string columns) => Join(columns.Split(", ").Select(column => $"{row}.{column}"));

    private static string Join(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);
}
