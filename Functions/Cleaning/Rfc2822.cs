using System.Globalization;

namespace Beejan.Functions.Cleaning;

/// <summary>Instants as mail writes them, as in <c>Fri, 24 May 2019 17:44:46 +0000</c> (RFC 2822, 3.3; without comments).</summary>
internal static class Rfc2822
{
    private static readonly string[] Formats = ["ddd, d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm:ss", "ddd, d MMM yyyy HH:mm", "d MMM yyyy HH:mm"];

    /// <returns>False without a zone, with one that needs guessing, and when the weekday is not the date's.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        text = text.Trim();
        var zone = text.LastIndexOf(' ');
        if (zone < 0 || !TryReadOffset(text[(zone + 1)..], out var offset)
            || !DateTime.TryParseExact(text[..zone], Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local)
            || !LocalTime.IsPlausible(local))
        {
            return false;
        }

        utc = DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
        return LocalTime.IsPlausible(utc);
    }

    private static bool TryReadOffset(ReadOnlySpan<char> zone, out TimeSpan offset)
    {
        offset = default;
        if (zone is "GMT" or "UT" or "UTC" or "Z")
        {
            return true;
        }

        if (zone is not ['+' or '-', _, _, _, _] || !int.TryParse(zone[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits) || digits / 100 > 14 || digits % 100 > 59)
        {
            return false;
        }

        offset = new TimeSpan(digits / 100, digits % 100, 0) * (zone[0] == '-' ? -1 : 1);
        return true;
    }
}
