using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Cleaning.Places;

/// <summary>
/// Reads what sources say of a place into one spelling. Region and country follow from the city, and the country from
/// the region, only where a single place of the list can be meant; what the list doesn't know is tidied, never guessed.
/// </summary>
public sealed class PlaceNames
{
    public const string FileName = "place-names.csv";

    private const string RegionEnding = "state"; // "Lagos State"

    private static readonly IReadOnlyList<PlaceName> None = [];

    private readonly Dictionary<string, List<PlaceName>>.AlternateLookup<ReadOnlySpan<char>> _countries;
    private readonly Dictionary<string, List<PlaceName>>.AlternateLookup<ReadOnlySpan<char>> _regions;
    private readonly Dictionary<string, List<PlaceName>>.AlternateLookup<ReadOnlySpan<char>> _cities;

    private PlaceNames(RuleFile file, PlaceList list)
    {
        File = file;
        _countries = list.Countries.GetAlternateLookup<ReadOnlySpan<char>>();
        _regions = list.Regions.GetAlternateLookup<ReadOnlySpan<char>>();
        _cities = list.Cities.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public RuleFile File { get; }

    /// <exception cref="RuleFileException">A line that can't be meant.</exception>
    public static PlaceNames Read(RuleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new PlaceNames(file, PlaceList.Read(file));
    }

    /// <summary>Each as the source has it; empty when it says nothing.</summary>
    public Place Read(ReadOnlySpan<char> city, ReadOnlySpan<char> region, ReadOnlySpan<char> country)
    {
        city = city.Trim();
        var cityKey = Key(city, _cities, stackalloc char[PlaceSpelling.Longest]);
        var regionKey = Key(region.Trim(), _regions, stackalloc char[PlaceSpelling.Longest]);
        var countryKey = Key(country.Trim(), _countries, stackalloc char[PlaceSpelling.Longest]);

        // Where only the field for the city is filled, people write there what they know: "Ogun State".
        if (regionKey.IsEmpty && cityKey.Length > 2 && !_cities.ContainsKey(cityKey))
        {
            if (FindRegions(cityKey).Count > 0)
            {
                regionKey = cityKey;
                cityKey = [];
            }
            else if (countryKey.IsEmpty && _countries.ContainsKey(cityKey))
            {
                countryKey = cityKey;
                cityKey = [];
            }
        }

        var knownCountry = _countries.TryGetValue(countryKey, out var countries) ? countries[0].Country : null;
        if (knownCountry is null && !countryKey.IsEmpty)
        {
            return new Place(Tidy(city, cityKey), null, null); // a country that the list doesn't have: its towns aren't ours
        }

        var knownRegion = Only(FindRegions(regionKey), knownCountry);
        knownCountry ??= knownRegion?.Country;
        if (cityKey.IsEmpty)
        {
            return new Place(null, knownRegion?.Region, knownCountry);
        }

        // A region that is said and not known could be anywhere, so that without a country no town is certain.
        var isAnywhere = knownRegion is null && knownCountry is null && !regionKey.IsEmpty && FindRegions(regionKey).Count == 0;
        var cities = _cities.TryGetValue(cityKey, out var all) && !isAnywhere ? all : None;
        return Choose(cities, city, cityKey, regionKey, knownRegion, knownCountry);
    }

    private Place Choose(IReadOnlyList<PlaceName> cities, ReadOnlySpan<char> city, ReadOnlySpan<char> cityKey, ReadOnlySpan<char> regionKey, PlaceName? knownRegion, string? knownCountry)
    {
        var ofSameName = FindRegions(regionKey);
        PlaceName? only = null;
        var fitting = 0;
        string? spelling = null;
        var isOneSpelling = true;
        foreach (var candidate in cities)
        {
            if (knownCountry is not null && candidate.Country != knownCountry)
            {
                continue;
            }

            isOneSpelling &= spelling is null || spelling == candidate.City;
            spelling = candidate.City;
            if (IsIn(candidate, knownRegion, ofSameName))
            {
                only = candidate;
                fitting++;
            }
        }

        return fitting == 1
            ? new Place(only!.City, only.Region ?? knownRegion?.Region, only.Country)
            : new Place(spelling is not null && isOneSpelling ? spelling : Tidy(city, cityKey), knownRegion?.Region, knownCountry);
    }

    // A region's name that two countries share is settled by the city.
    private static bool IsIn(PlaceName city, PlaceName? region, IReadOnlyList<PlaceName> ofSameName)
    {
        if (region is not null)
        {
            return city.Region == region.Region && city.Country == region.Country;
        }

        if (ofSameName.Count == 0)
        {
            return true;
        }

        foreach (var one in ofSameName)
        {
            if (one.Country == city.Country && one.Region == city.Region)
            {
                return true;
            }
        }

        return false;
    }

    private static PlaceName? Only(IReadOnlyList<PlaceName> regions, string? country)
    {
        PlaceName? only = null;
        foreach (var region in regions)
        {
            if (country is null || region.Country == country)
            {
                if (only is not null)
                {
                    return null;
                }

                only = region;
            }
        }

        return only;
    }

    private IReadOnlyList<PlaceName> FindRegions(ReadOnlySpan<char> key)
    {
        if (_regions.TryGetValue(key, out var regions))
        {
            return regions;
        }

        return key.EndsWith(RegionEnding, StringComparison.Ordinal) && _regions.TryGetValue(key[..^RegionEnding.Length], out regions) ? regions : None;
    }

    // Nothing, when nothing is said. The list may have spellings that don't look like names: "Wuse 2", "B/Kebbi".
    private static ReadOnlySpan<char> Key(ReadOnlySpan<char> text, Dictionary<string, List<PlaceName>>.AlternateLookup<ReadOnlySpan<char>> known, Span<char> buffer)
    {
        var key = PlaceSpelling.Key(text, buffer);
        return !PlaceSpelling.IsFiller(key) && (known.ContainsKey(key) || PlaceSpelling.IsName(text, key)) ? key : [];
    }

    private static string? Tidy(ReadOnlySpan<char> name, ReadOnlySpan<char> key) => key.IsEmpty ? null : PlaceSpelling.Tidy(name);
}
