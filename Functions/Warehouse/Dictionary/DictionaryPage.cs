namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>The dictionary as Markdown: <c>docs/warehouse.md</c>.</summary>
internal static class DictionaryPage
{
    public const string Path = "docs/warehouse.md";
    public const string Command = "dotnet run --project Functions -- describe-warehouse > " + Path;

    private static readonly (string Name, string Meaning)[] Schemas =
    [
        ("mart", "For analysts: the star, daily figures that each load keeps equal to it, and views that need no joins."),
        ("ml", "For models: views with one row per example, made of mart."),
        ("source", "History: every version of every row of every source, append-only; mart is computed from it."),
        ("ops", "The books: what was read, loaded and applied, and when."),
    ];

    /// <exception cref="InvalidDataException">A table stands in a schema that the page doesn't know.</exception>
    public static string Write(IReadOnlyList<DescribedTable> tables) =>
        tables.FirstOrDefault(table => !Schemas.Any(schema => schema.Name == table.Schema)) is { } stray
            ? throw new InvalidDataException(
                $"Found {stray.FullName}, expected a table of {string.Join(", ", Schemas.Select(schema => schema.Name))}. Say in {nameof(DictionaryPage)} what its schema is for.")
            : string.Join('\n', [.. Head(tables), .. Schemas.SelectMany(schema => Section(schema.Name, schema.Meaning, tables)), ""]);

    private static IEnumerable<string> Head(IReadOnlyList<DescribedTable> tables) =>
    [
        "# The warehouse",
        "",
        $"Made by `{Command}` from the comments in `Functions/Warehouse/Schema/*.sql`; a new script changes them. The database itself holds them too.",
        "",
        "| schema | |",
        "| --- | --- |",
        .. Schemas.Select(schema => $"| [{schema.Name}](#{schema.Name}) | {schema.Meaning} |"),
        "",
        "## The star",
        "",
        "A row of `mart.fact_complaint` is one complaint: what all its versions in `source` come to. Each of its keys leads to one row of a dimension; the key of zeros is the unknown member. What traces a fact to its version and load is not drawn.",
        "",
        "```mermaid",
        .. StarPicture.Draw(tables),
        "```",
        "",
        "## Units, sources, privacy",
        "",
        "**Unit** is `-` where there is none. Times are instants, days are UTC days; keys of type uuid are MD5 hashes in that form.",
        "",
        "**Source** is where a value comes from: some of the sources, or all; `cleaning`, which works it out of a record; `lake`, names and times of files; `warehouse`, which computes it; `settings`. The four tables of `source` have columns in common: in a table whose source is not named, such a column is null.",
        "",
        "**Privacy** is one of",
        "",
        "| class | |",
        "| --- | --- |",
        .. PrivacyClass.All.Select(privacy => $"| {privacy.Name} | {privacy.Meaning} |"),
        "",
        "On PostgreSQL, members of `beejan_reader` read `mart` and `ml` with numbers and addresses masked, in texts as well; the tables that hold them whole, and all of `source` and `ops`, are closed to them. Members of `beejan_reader_unmasked` see them whole. DuckDB has no roles: whoever can open the file sees everything.",
    ];

    // Views first: they are what one asks.
    private static IEnumerable<string> Section(string schema, string meaning, IReadOnlyList<DescribedTable> tables)
    {
        var kinds = tables.Where(table => table.Schema == schema).GroupBy(table => table.IsView).OrderByDescending(kind => kind.Key).ToList();
        return
        [
            "",
            $"## {schema}",
            "",
            meaning,
            .. kinds.SelectMany(kind => new[] { "", $"{(kind.Key ? "Views" : "Tables")}: {string.Join(", ", kind.Select(table => $"[{table.Name}](#{Anchor(table)})"))}." }),
            .. kinds.SelectMany(kind => kind).SelectMany(Describe),
        ];
    }

    private static IEnumerable<string> Describe(DescribedTable table) =>
    [
        "",
        $"### {table.FullName}",
        "",
        (table.IsView ? "A view. " : "") + Escape(table.Meaning),
        "",
        "| column | type | meaning | unit | source | privacy |",
        "| --- | --- | --- | --- | --- | --- |",
        .. table.Columns.Select(column => $"| `{column.Name}` | {column.Type} | {Escape(column.Meaning)} | {Escape(column.Unit)} | {column.Source} | {column.Privacy} |"),
    ];

    // As GitHub makes it of the heading: without the dot.
    private static string Anchor(DescribedTable table) => table.Schema + table.Name;

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
