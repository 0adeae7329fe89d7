using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>A layout found in a file's header, with the place of each of its columns.</summary>
internal sealed class LayoutMatch
{
    public static readonly int FieldCount = Enum.GetValues<CallLogField>().Length;

    private readonly int[] _indexes;

    private LayoutMatch(CallLogLayout layout, int[] indexes)
    {
        Layout = layout;
        _indexes = indexes;
    }

    public CallLogLayout Layout { get; }

    /// <summary>The column of a field, or -1.</summary>
    public int IndexOf(CallLogField field) => _indexes[(int)field];

    /// <summary>Finds the layout whose required columns are all there; of several, the one that knows most of the header.</summary>
    /// <param name="layouts">The layouts to choose from.</param>
    /// <param name="headers">The file's header as written.</param>
    /// <param name="countRecords">Counts the file's records, for the reject of the whole file.</param>
    /// <exception cref="BadFileException">No layout fits; names the nearest and what it misses.</exception>
    public static LayoutMatch Find(IReadOnlyList<CallLogLayout> layouts, IReadOnlyList<string> headers, Func<long> countRecords)
    {
        var names = headers.Select(HeaderName.Normalize).ToList();
        var matches = layouts.Select(layout => new LayoutMatch(layout, Locate(layout, names))).ToList();
        var best = matches.Where(match => !match.Missing().Any()).MaxBy(match => match._indexes.Count(index => index >= 0));
        if (best is not null)
        {
            return best;
        }

        var nearest = matches.MinBy(match => match.Missing().Count())!;
        var missing = string.Join(", ", nearest.Missing().Select(field => $"'{nearest.Layout.Columns[field][0]}'"));
        throw new BadFileException(
            "header",
            headers.Count == 0 ? "no header" : string.Join(",", headers),
            $"a header of a known layout ({string.Join(", ", layouts.Select(layout => layout.Name))}); the nearest, {nearest.Layout.Name}, misses {missing}",
            "calllogs.layout")
        {
            Records = countRecords(),
        };
    }

    private static int[] Locate(CallLogLayout layout, List<string> names)
    {
        var indexes = new int[FieldCount];
        Array.Fill(indexes, -1);
        foreach (var (field, aliases) in layout.Columns)
        {
            indexes[(int)field] = names.FindIndex(aliases.Contains);
        }

        return indexes;
    }

    private IEnumerable<CallLogField> Missing() => Layout.Columns.Keys.Where(field => IndexOf(field) < 0 && !Layout.Optional.Contains(field));
}
