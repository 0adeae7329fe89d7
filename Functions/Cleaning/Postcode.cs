namespace Beejan.Functions.Cleaning;

/// <summary>Postcodes are texts. What a spreadsheet did to one is undone only where it is certain; a masked one (<c>945XX</c>) stays masked.</summary>
internal static class Postcode
{
    private const int UnitedStatesDigits = 5;
    private const int FewestDigits = 3; // two zeros are the most that a postcode of the United States begins with

    private static readonly string[] UnitedStates = ["US", "USA", "United States", "United States of America"];

    /// <param name="text">As the source has it.</param>
    /// <param name="country">What the source says of the country; empty: it isn't known.</param>
    public static ReadOnlySpan<char> Tidy(ReadOnlySpan<char> text, ReadOnlySpan<char> country)
    {
        text = text.Trim();
        if (text.EndsWith(".0", StringComparison.Ordinal) && IsDigits(text[..^2]))
        {
            text = text[..^2]; // 10033.0: it was a number for a while
        }

        return text.Length is >= FewestDigits and < UnitedStatesDigits && IsDigits(text) && IsUnitedStates(country)
            ? text.ToString().PadLeft(UnitedStatesDigits, '0')
            : text;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsUnitedStates(ReadOnlySpan<char> country)
    {
        foreach (var name in UnitedStates)
        {
            if (country.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
