using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>
/// A layout found in a file's header, with the place of each of its columns. Of several columns of one meaning the first
/// is read; columns without a name are no columns.
/// </summary>
internal sealed class LayoutMatch
{
    public static readonly int FieldCount = Enum.GetValues<CallLogField>().Length;

    private const int LongestShown = 500;

    private readonly List<string> _names;
    private readonly int[] _indexes;

    private LayoutMatch(CallLogLayout layout, IReadOnlyList<string> headers, List<string> names)
    {
        Layout = layout;
        Headers = headers;
        _names = names;
        _indexes = Locate(layout, names);
        NamedWidth = names.FindLastIndex(name => !IsNameless(name)) + 1;
    }

    public CallLogLayout Layout { get; }

    /// <summary>The header as written.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Columns up to the last one that has a name: fields that a record must have.</summary>
    public int NamedWidth { get; }

    /// <summary>Columns that have no name, by their 1-based place.</summary>
    public IEnumerable<string> Nameless => _names.Index().Where(name => IsNameless(name.Item)).Select(name => $"{name.Index + 1}");

    /// <summary>Columns whose name, or another one of the same meaning, stands further left: they aren't read.</summary>
    public IEnumerable<string> Repeated
        => from name in _names.Index()
           where !IsNameless(name.Item) && Array.IndexOf(_indexes, name.Index) < 0
           where _names.IndexOf(name.Item) < name.Index || Layout.Columns.Values.Any(aliases => aliases.Contains(name.Item))
           select $"{Headers[name.Index]} ({name.Index + 1})";

    /// <summary>Columns the layout says nothing of.</summary>
    public IEnumerable<string> Unread
        => _names.Index().Where(name => !IsNameless(name.Item) && !Layout.Columns.Values.Any(aliases => aliases.Contains(name.Item))).Select(name => Headers[name.Index]);

    /// <summary>Columns of the header that are read.</summary>
    public int KnownColumns => _indexes.Count(index => index >= 0);

    /// <summary>How much of what the layout requires is there, from 0 to 1.</summary>
    public double Nearness => 1 - ((double)Missing.Count() / Math.Max(1, Layout.Columns.Count - Layout.Optional.Count));

    /// <summary>Names of the columns that are required and not there.</summary>
    public IEnumerable<string> Missing => Layout.Columns.Where(column => IndexOf(column.Key) < 0 && !Layout.Optional.Contains(column.Key)).Select(column => column.Value[0]);

    /// <summary>The layout whose required columns are all there; of several, the one that knows most of the header. Null when there is none.</summary>
    public static LayoutMatch? Find(IReadOnlyList<CallLogLayout> layouts, IReadOnlyList<string> headers)
    {
        var names = headers.Select(HeaderName.Normalize).ToList();
        return layouts.Where(layout => layout.Columns[CallLogField.Id].Any(names.Contains)) // asked of every row that is none: most are out at once
            .Select(layout => new LayoutMatch(layout, headers, names))
            .Where(match => !match.Missing.Any())
            .MaxBy(match => match.KnownColumns);
    }

    /// <summary>The layout of which least is missing.</summary>
    public static LayoutMatch Nearest(IReadOnlyList<CallLogLayout> layouts, IReadOnlyList<string> headers)
    {
        var names = headers.Select(HeaderName.Normalize).ToList();
        return layouts.Select(layout => new LayoutMatch(layout, headers, names)).MaxBy(match => match.Nearness)!;
    }

    /// <summary>The column of a field, or -1.</summary>
    public int IndexOf(CallLogField field) => _indexes[(int)field];

    /// <summary>Whether another header means the same, column by column.</summary>
    public bool IsSameAs(LayoutMatch other) => Layout == other.Layout && _names.SequenceEqual(other._names);

    /// <summary>Why a file is refused whose header is nearest to this layout, and not it.</summary>
    /// <param name="layouts">The layouts it could have been of.</param>
    /// <param name="separator">Between the names of its header.</param>
    /// <param name="records">Records of the file.</param>
    public BadFileException Refuse(IReadOnlyList<CallLogLayout> layouts, char separator, long records)
    {
        var header = string.Join(separator, Headers);
        return new BadFileException(
            "header",
            header.Length > LongestShown ? header[..LongestShown] + "…" : header,
            $"a header of a known layout ({string.Join(", ", layouts.Select(layout => layout.Name))}); the nearest, {Layout.Name}, misses {string.Join(", ", Missing.Select(name => $"'{name}'"))}",
            "calllogs.layout")
        {
            Records = records,
        };
    }

    // pandas writes its index without a name, and reads that back as one.
    private static bool IsNameless(string name) => name.Length == 0 || name.StartsWith("unnamed ", StringComparison.Ordinal);

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
}
