namespace Beejan.Functions.Cleaning.Places;

/// <summary>A place in one spelling.</summary>
/// <param name="City">Null when the text is no name.</param>
/// <param name="Region">State or region; null when the place names don't know it.</param>
/// <param name="Country">ISO 3166-1, two letters; null when it isn't certain.</param>
public readonly record struct Place(string? City, string? Region, string? Country);
