namespace Beejan.Functions.Cleaning.Places;

/// <summary>A place of the list; each name as it is spelled there.</summary>
/// <param name="Country">ISO 3166-1, two letters.</param>
/// <param name="Region">Null for a country, and for a city of a country whose regions aren't listed.</param>
/// <param name="City">Null for a region or a country.</param>
internal sealed record PlaceName(string Country, string? Region, string? City)
{
    public override string ToString() => string.Join(", ", new[] { City, Region, Country }.Where(part => part is not null));
}
