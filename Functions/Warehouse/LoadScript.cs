namespace Beejan.Functions.Warehouse;

/// <summary>
/// The statements of a load, one text for both engines. They take no parameters: what a load knows about itself is
/// the one row of this_load, because PostgreSQL binds none in CREATE TABLE AS.
/// </summary>
/// <param name="terms">What they say as suits the engine.</param>
internal sealed class LoadScript(LoadTerms terms)
{
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

    private const int FewestAnalyzed = 10_000;

    private static readonly string ThisLoad = WorkingTables.ThisLoad("load_id");

    public WorkingTables Tables { get; } = new(terms);

    private IReadOnlyList<string> StagedColumns => Tables.StagedColumns;

    /// <summary>What happens between staging and the ledger, in this order.</summary>
    public IReadOnlyList<LoadStep> Steps =>
    [
        new("ledger", Open),
        new("superseded", Superseding.FindLoads),
        new("superseded loads", Superseding.MarkLoads),
        Analyzed("this_load"),
        Analyzed("staged", "complaint_key, account, source_id, changed_at"),
        new("several versions", Deciding.SeveralVersions(terms)),
        new("surplus", Deciding.Surplus),
        new("without surplus", "DELETE FROM staged WHERE complaint_key IN (SELECT complaint_key FROM surplus)"),
        new("first of surplus", $"INSERT INTO staged ({AllStaged}, {Staged.Introduces}) SELECT {AllStaged}, true FROM surplus WHERE repetition = 1"),
        new("known", Deciding.Known(terms)),
        Analyzed("known"),
        new("tally", Deciding.Tally),
        new("repeated", Deciding.Repeated(terms.Table), Unless: Deciding.NoneIsRepeated),
        new("deciding", Deciding.Complaints(terms)),
        new("missing", Deciding.Missing(terms.Table), Unless: Superseding.NoneIsSuperseded),
        new("compared", Deciding.Compared(terms), Unless: Deciding.NoneCompares(terms.Table)),
        Analyzed("deciding", "complaint_key, rows, is_changed, differs"),
        new("rereading", Deciding.Rereading(terms.Table)),
        Analyzed("rereading"),
        new("repeats", Repeats, Unless: Deciding.NoneIsRepeated),
        new("earlier", Deciding.Earlier, Unless: Deciding.NoneIsEarlier),
        new("earlier places", EarlierPlaces, Unless: Deciding.NoneIsEarlier),
        new("history", History, Unless: Deciding.NoneIsNew),
        .. Grown("history", terms.Table.Name, [.. SourceTable.KeyColumns, "load_id"]),
        .. Members.Select(step => step with { Unless = Deciding.NoneIsNew }),
        new("fresh", Deciding.FreshDays, Unless: Deciding.AllAreSettled),
        new("changed", Reduction.Changed(terms)),
        Analyzed("changed", "complaint_key"),
        new("withdrawn", Superseding.FindWithdrawn(terms.Table), Unless: Superseding.NoneIsMissing),
        new("withdrawn facts", Superseding.DeleteWithdrawn, Unless: Superseding.NoneIsMissing),
        new("touched days", DailyFigures.FindTouchedDays),
        Analyzed("touched_day"),
        new("new facts", NewFacts, Unless: "SELECT NOT EXISTS (SELECT 1 FROM fresh_day)"),
        new("other new facts", OtherNewFacts),
        new("facts", Facts),
        new("restated facts", RestatedFacts),
        .. Grown("facts", "mart.fact_complaint", [.. Reduction.IdentityColumns, "date_key", .. DailyFigures.All.SelectMany(figures => figures.Keys)]),
        .. DailyFigures.All.SelectMany(figures => figures.Steps),
    ];

    // A row store's own upkeep notices minutes later that a table has grown by half; the rest of this load and the next one would
    // search it as if it were small. Of these columns only: the upkeep comes all the same, and looks closer.
    private IEnumerable<LoadStep> Grown(string name, string table, IEnumerable<string> columns) => terms.IsRowStore
        ?
        [
            new(
                $"analyzed {name}", $"ANALYZE {table} ({Join(columns.Distinct())})",
                Unless: $"SELECT versions < {FewestAnalyzed} OR versions < reltuples / 2 FROM tally, pg_class WHERE oid = CAST('{table}' AS REGCLASS)"),
        ]
        : [];

    // A version that the history holds has brought its members.
    private IEnumerable<LoadStep> Members =>
    [
        new("introducing", Introducing),
        new("dates", DateDimension.Insert),
        .. Dimension.All.Select(dimension => new LoadStep(dimension.Name, dimension.Insert)),
    ];

    // An engine that knows nothing of a table guesses, and a wrong guess can make a join quadratic. Of an empty table it had
    // better know nothing: PostgreSQL would look into it again for each row of another.
    private static LoadStep Analyzed(string table, string? columns = null) =>
        new($"analyzed {table}", $"ANALYZE {table}{(columns is null ? "" : $" ({columns})")}", Unless: $"SELECT NOT EXISTS (SELECT 1 FROM {table})");

    // But for the last mark: the row that spoke of a member first need not be the one that stays.
    private string AllStaged => Join(StagedColumns.Concat(Staged.Names).Except([Staged.Introduces]));

    private string Introducing =>
        $"""
        CREATE TEMP {terms.KindOfIntroducing} introducing AS
        SELECT {Join([Staged.DateKey, .. Dimension.All.Select(dimension => dimension.Key), .. Dimension.All.SelectMany(dimension => dimension.From).Distinct()])}
        FROM staged
        WHERE {terms.Introduces}
        """;

    // Of two raw files that hold a version the history names the earlier; the other is kept here.
    private static string Repeats =>
        $"""
        INSERT INTO source.repeat (source, {Deciding.Version}, rule_version, record_number, raw_file, load_id)
        SELECT
            this_load.source, {Deciding.Version}, this_load.rule_version,
            CASE WHEN is_earlier THEN other_record ELSE record_number END,
            CASE WHEN is_earlier THEN other_file ELSE this_load.raw_file END,
            CASE WHEN is_earlier THEN other_load ELSE this_load.load_id END
        FROM repeated
        CROSS JOIN this_load
        ON CONFLICT DO NOTHING
        """;

    // A version that came by two raw files keeps the earliest of them, whichever is loaded first.
    private string EarlierPlaces =>
        $"""
        UPDATE {terms.Table.Name} AS history
        SET {Join(terms.Columns.Except(SourceTable.KeyColumns).Select(column => $"{column} = earlier.{column}"))}
        FROM (
            SELECT earlier.*, this_load.rule_version, this_load.raw_file, this_load.known_at, this_load.load_id FROM earlier CROSS JOIN this_load
        ) AS earlier
        WHERE {Join(SourceTable.KeyColumns.Select(column => $"history.{column} = earlier.{column}"), " AND ")}
        """;

    private string History =>
        $"""
        INSERT INTO {terms.Table.Name} ({Join(StagedColumns.Concat(SourceTable.AddedColumns))})
        SELECT {Join(StagedColumns.Concat(SourceTable.AddedColumns.Select(terms.ThisLoad)))}
        FROM staged {terms.FromThisLoad}
        WHERE NOT EXISTS (SELECT 1 FROM known WHERE {Deciding.SameVersion("known", "staged")})
        """;

    private static readonly string[] FactColumns =
        [.. Reduction.IdentityColumns, .. Reduction.BusinessColumns, .. Reduction.MadeByColumns, "load_id", "loaded_at"];

    // Complaints that nobody knew, of one row: what they come to stands in it.
    private string NewFacts =>
        $"""
        INSERT INTO mart.fact_complaint ({Join(FactColumns)})
        SELECT {SingleVersion.Select(terms)}, {terms.ThisLoad("load_id")}, {terms.ThisLoad("loaded_at")}
        FROM staged {terms.FromThisLoad}
        WHERE {Deciding.ThisLoadCounts} AND {Deciding.IsFresh}
        """;

    private static string OtherNewFacts =>
        $"""
        INSERT INTO mart.fact_complaint ({Join(FactColumns)})
        SELECT {Join(FactColumns)} FROM changed WHERE old_date_key IS NULL
        """;

    private string Facts =>
        $"""
        UPDATE mart.fact_complaint AS fact
        SET {Join(FactColumns.Except(Reduction.IdentityColumns).Select(column => $"{column} = changed.{column}"))}
        FROM changed
        WHERE {terms.IsFact("changed")} AND changed.old_date_key IS NOT NULL
        """;

    // Complaints of one version that say what they said before: only what that version is differs.
    private string RestatedFacts =>
        $"""
        UPDATE mart.fact_complaint AS fact
        SET {Join(Reduction.MadeByColumns.Except(["rule_version"]).Select(column => $"{column} = deciding.{column}"))}, rule_version = {WorkingTables.ThisLoad("rule_version")}
        FROM deciding
        WHERE {terms.IsFact("deciding")} AND deciding.is_changed AND NOT deciding.differs AND deciding.rows = 1
            AND NOT EXISTS (SELECT 1 FROM rereading WHERE rereading.complaint_key = deciding.complaint_key)
        """;

    /// <summary>
    /// Rows, inserted, updated, unchanged, older, withdrawn: each counted in the tables as they are after the steps, so that a row
    /// dropped or doubled on the way is missing from the sum. A version counts only when the history holds it.
    /// </summary>
    /// <remarks>
    /// The load's own versions are counted between its id and its id: PostgreSQL, which does not know the id yet, takes equality
    /// with it for a share of the history as large as the average load's, which one large load makes nearly all of it, and goes
    /// through all of that for a small file.
    /// </remarks>
    public string Counts =>
        $"""
        WITH complaint AS (
            SELECT complaint_key, {Deciding.Version}, was_known FROM deciding WHERE is_in_file
            UNION ALL
            SELECT complaint_key, {Deciding.Version}, true FROM known WHERE counts AND NOT is_several
            UNION ALL
            SELECT complaint_key, {Deciding.Version}, false FROM staged WHERE EXISTS (SELECT 1 FROM fresh_day) AND {Deciding.IsFresh}
        ),
        decided AS (
            SELECT
                complaint.was_known,
                {Deciding.ThisLoadCounts}
                    AND (complaint.changed_at, complaint.change_rank, {WorkingTables.ThisLoad("rule_version")}, complaint.row_hash)
                        >= (fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash) AS is_newest,
                fact.complaint_key IS NULL AS is_history_only,
                coalesce(fact.load_id = {ThisLoad}, false) AS is_written
            FROM complaint
            LEFT JOIN mart.fact_complaint AS fact ON {terms.IsFact("complaint")}
            WHERE fact.complaint_key IS NOT NULL OR NOT {Deciding.ThisLoadCounts}
        ),
        counted AS (
            SELECT
                (SELECT versions FROM tally) AS versions,
                (SELECT count(*) FROM surplus WHERE repetition > 1) AS surplus,
                (SELECT count(*) - count(DISTINCT complaint_key) FROM several_version) AS behind,
                (SELECT known FROM tally) - (SELECT count(*) FROM repeated WHERE is_earlier)
                    + CASE WHEN (SELECT versions > known FROM tally) OR EXISTS (SELECT 1 FROM repeated WHERE is_earlier)
                        THEN (SELECT count(*) FROM {terms.Table.Name} WHERE load_id BETWEEN {ThisLoad} AND {ThisLoad}) ELSE 0 END AS held
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
