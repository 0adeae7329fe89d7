namespace Beejan.Functions.Warehouse;

/// <summary>
/// What all versions of a complaint come to. A version has a place n in the order of its complaint's versions; each
/// group of fields names the place it is taken from, so one pass over the versions fills all groups. When a complaint
/// was opened is for its add to say, the newest one, so that an export can correct it; without an add, the oldest
/// version that says so comes nearest.
/// </summary>
internal static class Reduction
{
    /// <summary>The text that a complaint's key is the hash of.</summary>
    public static KeyPart Complaint { get; } = KeyPart.All(
        KeyPart.Whole("this_load.source"), KeyPart.Words(":"), KeyPart.Measured("account"), KeyPart.Words(":"), KeyPart.Whole("source_id"));

    /// <summary>The key of a complaint: an expression over account, source_id and this_load.</summary>
    public static string ComplaintKey { get; } = $"CAST(md5({Complaint.Sql}) AS UUID)";

    public static IReadOnlyList<string> VersionColumns { get; } = ["changed_at", "change_rank", "rule_version", "row_hash"];

    /// <summary>Which complaint it is.</summary>
    public static IReadOnlyList<string> IdentityColumns { get; } = ["complaint_key", "source", "account", "source_id"];

    /// <summary>Which version a complaint is of, and what that was made by.</summary>
    public static IReadOnlyList<string> MadeByColumns { get; } = [.. VersionColumns, "topic_rules"];

    /// <summary>What a complaint says; a load that changes none of these has not updated it.</summary>
    public static IReadOnlyList<string> BusinessColumns { get; } =
    [
        "date_key", .. Dimension.All.Select(dimension => dimension.Key),
        "opened_at", "resolved_at", "time_to_resolve_seconds", "status", "is_resolved", "reopened", "is_removed", "text", "author",
        "is_answered", "answer_seconds", "talk_seconds", "satisfaction",
    ];

    // A complaint's statuses, oldest first, as letters: resolved, opened again by the source's own word, not resolved.
    private static readonly string Turns =
        $"""
        string_agg(CASE WHEN is_resolved THEN 'r' WHEN {IsOpenedAgain("status")} THEN 'o' ELSE 'n' END, '' ORDER BY n)
            FILTER (WHERE is_resolved IS NOT NULL)
        """;

    // Each turn from resolved to not; and before the first resolution that a version tells of, each turn to the word "reopened".
    private const string Reopened =
        """
        CAST(2 * length(turns) - length(replace(turns, 'rn', 'r')) - length(replace(turns, 'ro', 'r'))
            + length(split_part(turns, 'r', 1)) - length(replace(split_part(turns, 'r', 1), 'no', 'n'))
            + CASE WHEN turns LIKE 'o%' THEN 1 ELSE 0 END AS INTEGER)
        """;

    // What only some sources know; together they describe one call, so they come from one version.
    private static readonly (string Name, string Type)[] Call =
        [("is_answered", "BOOLEAN"), ("answer_seconds", "INTEGER"), ("talk_seconds", "INTEGER"), ("satisfaction", "INTEGER")];

    /// <summary>
    /// The rows of mart.fact_complaint that say something else now, but for the complaints that are new and of one version. The
    /// versions that the file holds are taken from it, with the keys that it brings; the history is asked for the others.
    /// </summary>
    public static string Changed(LoadTerms terms) =>
        $"""
        CREATE TEMP TABLE changed AS
        WITH versions AS (
            SELECT
                *,
                row_number() OVER (PARTITION BY complaint_key ORDER BY changed_at, change_rank, rule_version, row_hash) AS n
            FROM (
                SELECT
                    {Version(terms, "staged")},
                    this_load.rule_version,
                    staged.date_key,
                    {Join(Dimension.All, dimension => $"CAST(staged.{dimension.Key} AS TEXT) AS {dimension.Name}_hash")}
                FROM staged
                CROSS JOIN this_load
                WHERE complaint_key IN (SELECT complaint_key FROM rereading)
                UNION ALL
                SELECT
                    {Version(terms, "history")},
                    history.rule_version,
                    {DateDimension.Key} AS date_key,
                    {Join(Dimension.All, dimension => $"{dimension.Hash} AS {dimension.Name}_hash")}
                FROM (
                    SELECT history.*, rereading.complaint_key
                    FROM {terms.Table.Name} AS history
                    JOIN rereading USING (account, source_id)
                    WHERE rereading.was_known AND {Superseding.Counts(terms.Table, "history")}
                ) AS history
                CROSS JOIN this_load
                WHERE history.load_id <> this_load.load_id AND NOT EXISTS (
                    SELECT 1 FROM known WHERE {Deciding.SameVersion("known", "history")} AND history.rule_version = (SELECT rule_version FROM this_load))
            ) AS told
        ),
        places AS (
            SELECT
                complaint_key,
                max(n) AS newest,
                coalesce(max(n) FILTER (WHERE opened_at IS NOT NULL AND change_rank = 0), min(n) FILTER (WHERE opened_at IS NOT NULL)) AS opened,
                max(n) FILTER (WHERE status IS NOT NULL OR is_resolved IS NOT NULL OR resolved_at IS NOT NULL) AS status,
                max(n) FILTER (WHERE text IS NOT NULL) AS text,
                max(n) FILTER (WHERE author IS NOT NULL) AS author,
                max(n) FILTER (WHERE coalesce({Join(Call, column => $"CAST({column.Name} AS TEXT)")}) IS NOT NULL) AS phone_call,
                {Turns} AS turns,
                {Join(Dimension.All, dimension =>
                    $"{(dimension.GoesWithText ? "coalesce(max(n) FILTER (WHERE text IS NOT NULL), " : "(")}max(n) FILTER (WHERE {dimension.Name}_hash IS NOT NULL)) AS {dimension.Name}")}
            FROM versions
            GROUP BY complaint_key
        ),
        reduced AS (
            SELECT
                complaint_key, this_load.source, account, source_id,
                coalesce(max(date_key) FILTER (WHERE n = places.opened), 0) AS date_key,
                {Join(Dimension.All, dimension =>
                    $"coalesce(CAST(max({dimension.Name}_hash) FILTER (WHERE n = places.{dimension.Name}) AS UUID), {Dimension.Unknown}) AS {dimension.Key}")},
                max(opened_at) FILTER (WHERE n = places.opened) AS opened_at,
                max(resolved_at) FILTER (WHERE n = places.status) AS resolved_at,
                max(versions.status) FILTER (WHERE n = places.status) AS status,
                bool_or(is_resolved) FILTER (WHERE n = places.status) AS is_resolved,
                max(turns) AS turns,
                bool_or(n = places.newest AND change_rank = 2) AS is_removed,
                CASE WHEN NOT bool_or(n = places.newest AND change_rank = 2)
                    THEN max(versions.text) FILTER (WHERE n = places.text) END AS text,
                max(versions.author) FILTER (WHERE n = places.author) AS author,
                {Join(Call, column => $"{(column.Type == "BOOLEAN" ? "bool_or" : "max")}({column.Name}) FILTER (WHERE n = places.phone_call) AS {column.Name}")},
                max(changed_at) FILTER (WHERE n = places.newest) AS changed_at,
                max(change_rank) FILTER (WHERE n = places.newest) AS change_rank,
                max(versions.rule_version) FILTER (WHERE n = places.newest) AS rule_version,
                max(row_hash) FILTER (WHERE n = places.newest) AS row_hash,
                max(topic_rules) FILTER (WHERE n = places.newest) AS topic_rules
            FROM versions
            JOIN places USING (complaint_key)
            CROSS JOIN this_load
            GROUP BY complaint_key, this_load.source, account, source_id
        ),
        measured AS (
            SELECT *, {Reopened} AS reopened, {TimeToResolve("reduced")} AS time_to_resolve_seconds FROM reduced
        ),
        complaint AS (
            SELECT {Join(Reduced)} FROM measured
            UNION ALL
            SELECT {Join(Reduced)}
            FROM (
                SELECT {SingleVersion.Select(terms)}
                FROM deciding
                JOIN staged ON staged.complaint_key = deciding.complaint_key
                {terms.FromThisLoad}
                WHERE deciding.differs AND deciding.is_changed AND deciding.rows = 1 AND deciding.was_known
                    AND NOT EXISTS (SELECT 1 FROM rereading WHERE rereading.complaint_key = deciding.complaint_key)
            ) AS single
        )
        SELECT
            complaint.*,
            fact.date_key AS old_date_key,
            CASE WHEN {Differ(BusinessColumns)} OR fact.complaint_key IS NULL THEN this_load.load_id ELSE fact.load_id END AS load_id,
            CASE WHEN {Differ(BusinessColumns)} OR fact.complaint_key IS NULL THEN this_load.loaded_at ELSE fact.loaded_at END AS loaded_at
        FROM complaint
        CROSS JOIN this_load
        LEFT JOIN mart.fact_complaint AS fact ON {terms.IsFact("complaint")}
        WHERE fact.complaint_key IS NULL OR {Differ(MadeByColumns)} OR {Differ(BusinessColumns)}
        """;

    private static IEnumerable<string> Reduced => [.. IdentityColumns, .. BusinessColumns, .. MadeByColumns];

    // Of a version what is read alike from the table staged and from the history; the rest staged has as it is needed.
    private static string Version(LoadTerms terms, string rows) =>
        $"""
        {rows}.complaint_key, {rows}.account, {rows}.source_id, {rows}.changed_at, {rows}.change_rank, {rows}.row_hash, {rows}.topic_rules,
                    opened_at, resolved_at, {Dimension.Filled("status")} AS status, is_resolved, {Dimension.Filled("text")} AS text,
                    {Author(terms.Table, rows)} AS author,
                    {Join(OfCall(terms, rows), column => $"{column.Value} AS {column.Name}")}
        """;

    /// <summary>Whether a status is the source's own word for opened again.</summary>
    public static string IsOpenedAgain(string status) => $"translate(lower({status}), '- ', '') LIKE 'reopen%'";

    /// <summary>Whole seconds, because engines differ in how they round the rest.</summary>
    public static string TimeToResolve(string row) =>
        $"""
        CASE WHEN {row}.is_resolved AND {row}.resolved_at >= {row}.opened_at
            THEN CAST(floor(date_part('epoch', {row}.resolved_at)) AS BIGINT) - CAST(floor(date_part('epoch', {row}.opened_at)) AS BIGINT) END
        """;

    /// <summary>Who made a complaint, by the source's own id.</summary>
    public static string Author(SourceTable table, string row) =>
        table.Author is { } author ? Dimension.Filled($"{row}.{author}") : "CAST(NULL AS TEXT)";

    /// <summary>What a row says of a call, nothing where its source knows none.</summary>
    public static IEnumerable<(string Name, string Value)> OfCall(LoadTerms terms, string row) =>
        Call.Select(column => (column.Name, terms.Columns.Contains(column.Name) ? $"{row}.{column.Name}" : $"CAST(NULL AS {column.Type})"));

    // Whether a complaint says other than its fact.
    private static string Differ(IEnumerable<string> columns) =>
        $"({string.Join(" OR ", columns.Select(column => $"complaint.{column} IS DISTINCT FROM fact.{column}"))})";

    private static string Join<T>(IEnumerable<T> items, Func<T, string> text) => string.Join(", ", items.Select(text));

    private static string Join(IEnumerable<string> items) => string.Join(", ", items);
}
