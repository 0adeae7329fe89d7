namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>A column, and the four parts of its comment.</summary>
internal sealed record DescribedColumn(string Name, string Type, string Meaning, string Unit, string Source, string Privacy)
{
    private const string Separator = " | ";

    /// <summary>Where a value can come from; several stand apart by commas.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["all sources", .. SourceTable.All.Select(table => table.Source), "cleaning", "lake", "warehouse", "settings"];

    /// <summary>What is wrong with a comment, or nothing.</summary>
    public static string? FindFault(string? comment)
    {
        if (comment?.Split(Separator) is not [var meaning, var unit, var source, var privacy] || string.IsNullOrWhiteSpace(meaning) || string.IsNullOrWhiteSpace(unit))
        {
            return $"Found {(comment is null ? "no comment" : $"'{comment}'")}, expected 'Meaning. | unit | source | privacy', the unit - where there is none.";
        }

        if (source.Split(", ").FirstOrDefault(one => !Sources.Contains(one)) is { } stray)
        {
            return $"Found source '{stray}', expected some of {string.Join(", ", Sources)}.";
        }

        return PrivacyClass.All.Any(known => known.Name == privacy)
            ? null
            : $"Found privacy '{privacy}', expected one of {string.Join(", ", PrivacyClass.All.Select(known => known.Name))}.";
    }

    /// <param name="name">Its name.</param>
    /// <param name="type">Its type, as the engine has it.</param>
    /// <param name="comment">Its comment, which has no fault.</param>
    public static DescribedColumn Read(string name, string type, string comment)
    {
        var parts = comment.Split(Separator);
        return new(name, TypeName(type), parts[0], parts[1], parts[2], parts[3]);
    }

    // The engines name types differently; the scripts' words stand for both.
    private static string TypeName(string type) => type.ToLowerInvariant() switch
    {
        "varchar" => "text",
        "timestamp with time zone" => "timestamptz",
        "double" => "double precision",
        var other => other,
    };
}
