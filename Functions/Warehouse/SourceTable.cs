namespace Beejan.Functions.Warehouse;

/// <summary>Where the versions of a source's rows are kept. A new source is a line here and a script in Schema.</summary>
internal sealed record SourceTable(string Source, string Name)
{
    public static IReadOnlyList<SourceTable> All { get; } =
    [
        new("calllogs", "source.call_log"),
        new("social", "source.social_post"),
        new("forms", "source.web_form"),
    ];

    /// <summary>Columns that the load adds to those of the clean file.</summary>
    public static IReadOnlyList<string> AddedColumns { get; } = ["rule_version", "raw_file", "known_at", "load_id"];

    public static IReadOnlyList<string> KeyColumns { get; } =
        ["account", "source_id", "changed_at", "change_rank", "rule_version", "row_hash"];

    public static SourceTable Of(string source) =>
        All.FirstOrDefault(table => table.Source == source)
        ?? throw new ArgumentException(
            $"Found source '{source}', expected one of {string.Join(", ", All.Select(table => table.Source))}. A new source needs a line in {nameof(SourceTable)}.",
            nameof(source));
}
