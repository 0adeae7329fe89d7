using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Cleaning.Places;

/// <summary>The places of the file by the key of every spelling; several places may share one.</summary>
internal sealed class PlaceList
{
    private const char Separator = '|'; // between spellings

    private readonly RuleFile _file;
    private readonly Dictionary<PlaceName, long> _lineOf = [];

    private PlaceList(RuleFile file) => _file = file;

    public Dictionary<string, List<PlaceName>> Countries { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<PlaceName>> Regions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<PlaceName>> Cities { get; } = new(StringComparer.Ordinal);

    /// <exception cref="RuleFileException">A line that can't be meant.</exception>
    public static PlaceList Read(RuleFile file)
    {
        var list = new PlaceList(file);
        foreach (var (line, fields) in file.Rows("country", "region", "city", "spellings"))
        {
            list.Add(line, new PlaceName(fields[0], NullIfEmpty(fields[1]), NullIfEmpty(fields[2])), fields[3].Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return list;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private void Add(long line, PlaceName place, string[] spellings)
    {
        if (place.Country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            throw new RuleFileException(_file, line, $"country {RuleFile.Show(place.Country)}", "its two capital letters of ISO 3166-1, as in NG");
        }

        MustStandAbove(line, place);
        if (!_lineOf.TryAdd(place, line))
        {
            throw new RuleFileException(_file, line, $"{place} again, after line {_lineOf[place]}", "each place once");
        }

        var (keys, own) = place switch
        {
            { City: { } city } => (Cities, city),
            { Region: { } region } => (Regions, region),
            _ => (Countries, place.Country),
        };
        foreach (var spelling in spellings.Prepend(own))
        {
            AddSpelling(line, keys, spelling, place);
        }
    }

    private void MustStandAbove(long line, PlaceName place)
    {
        var above = place switch
        {
            { City: not null, Region: not null } => place with { City = null },
            { City: not null } or { Region: not null } => new PlaceName(place.Country, null, null),
            _ => null,
        };
        if (above is not null && !_lineOf.ContainsKey(above))
        {
            throw new RuleFileException(_file, line, $"{place}", $"a line of its own for {above} above it");
        }
    }

    private void AddSpelling(long line, Dictionary<string, List<PlaceName>> keys, string spelling, PlaceName place)
    {
        var key = PlaceSpelling.Key(spelling);
        if (key.Length < 2)
        {
            throw new RuleFileException(_file, line, $"spelling '{spelling}'", $"2 to {PlaceSpelling.Longest} letters");
        }

        if (!keys.TryGetValue(key, out var places))
        {
            keys.Add(key, places = []);
        }

        if (places.Contains(place))
        {
            return; // the name with other capitals or blanks, which need not be said but may
        }

        if (places.FirstOrDefault(other => IsSibling(other, place)) is { } sibling)
        {
            throw new RuleFileException(_file, line, $"spelling '{spelling}' of {place}, which line {_lineOf[sibling]} has for {sibling}", "each spelling for one place");
        }

        places.Add(place);
    }

    // Towns of one name in two regions are two towns; in one region nobody could tell them apart.
    private static bool IsSibling(PlaceName one, PlaceName other) => other switch
    {
        { City: not null } => one.Country == other.Country && one.Region == other.Region,
        { Region: not null } => one.Country == other.Country,
        _ => true,
    };
}
