namespace Beejan.Functions.Warehouse;

/// <summary>The tables of a load, which nobody else sees and which are gone when it ends. Its steps make most of them.</summary>
/// <param name="terms">What suits the engine.</param>
internal sealed class WorkingTables(LoadTerms terms)
{
    /// <summary>What a load knows about itself, its one row.</summary>
    public const string FillThisLoad =
        "INSERT INTO this_load VALUES (CAST(md5(concat($3, ' ', $2)) AS UUID), $1, $2, $3, $4, $5, $6, $7)";

    private const string CreateThisLoad =
        """
        CREATE TEMP TABLE this_load (
            load_id UUID, source TEXT, clean_name TEXT, content_hash TEXT, raw_file TEXT, rule_version INTEGER,
            known_at TIMESTAMPTZ, loaded_at TIMESTAMPTZ)
        """;

    private const string CreateRepeated =
        """
        CREATE TEMP TABLE repeated (
            complaint_key UUID, account TEXT, source_id TEXT, changed_at TIMESTAMPTZ, change_rank INTEGER, row_hash TEXT COLLATE "C",
            record_number BIGINT, other_file TEXT COLLATE "C", other_record BIGINT, other_load UUID, is_earlier BOOLEAN)
        """;

    private static readonly string[] MadeBySteps =
        ["touched_day", "changed", "rereading", "deciding", "tally", "known", "surplus", "several_version", "superseded"];

    /// <summary>A column of this_load, found once per statement and not with each row.</summary>
    public static string ThisLoad(string column) => $"(SELECT {column} FROM this_load)";

    /// <summary>Columns of the clean file, in the order of the table staged.</summary>
    public IReadOnlyList<string> StagedColumns { get; } = [.. terms.Columns.Except(SourceTable.AddedColumns)];

    /// <summary>What the load begins with: those that are filled from outside, and those that not every load has something for.</summary>
    public IReadOnlyList<string> Creates =>
    [
        CreateThisLoad,
        CreateStaged,
        CreateRepeated,
        "CREATE TEMP TABLE fresh_day (date_key INTEGER, complaints BIGINT)",
        "CREATE TEMP TABLE withdrawn (complaint_key UUID, date_key INTEGER)",
    ];

    public IEnumerable<string> Drops =>
    [
        $"DROP {terms.KindOfIntroducing} IF EXISTS introducing",
        "DROP TABLE IF EXISTS earlier",
        .. MadeBySteps.Concat(["withdrawn", "fresh_day", "repeated", "staged", "this_load"]).Select(table => $"DROP TABLE {table}"),
    ];

    private string CreateStaged =>
        $"""
        CREATE TEMP TABLE staged AS
        SELECT
            {string.Join(", ", Staged.Keys.Select(key => $"CAST(NULL AS UUID) AS {key.Name}"))}, CAST(NULL AS INTEGER) AS {Staged.DateKey},
            CAST(NULL AS BOOLEAN) AS {Staged.IsSeveral}, CAST(NULL AS BOOLEAN) AS {Staged.Introduces}, {string.Join(", ", StagedColumns)}
        FROM {terms.Table.Name} WHERE false
        """;
}
