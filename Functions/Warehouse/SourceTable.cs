namespace Beejan.Functions.Warehouse;

/// <summary>Where the versions of a source's rows are kept. A new source is a line here and a script in Schema.</summary>
/// <param name="Source">The source, as in paths.</param>
/// <param name="Name">The table.</param>
/// <param name="Author">Its column with the source's own id of who made the complaint, beside phone number and e-mail address.</param>
internal sealed record SourceTable(string Source, string Name, string? Author = null)
{
    public static IReadOnlyList<SourceTable> All { get; } =
    [
        new("calllogs", "source.call_log"),
        new("social", "source.social_post", Author: "author_id"),
        new("sms", "source.sms_message", Author: "sender"),
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
