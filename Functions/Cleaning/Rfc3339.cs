using System.Globalization;

namespace Beejan.Functions.Cleaning;

/// <summary>Instants written with their offset, as in <c>2026-11-02T10:15:00.5+01:00</c> (RFC 3339).</summary>
internal static class Rfc3339
{
    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <returns>False without an offset: no zone is guessed.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        text = text.Trim();
        var hasOffset = text.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || (text.Length > 6 && text[^6] is '+' or '-');
        if (!hasOffset || !DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) || !LocalTime.IsPlausible(instant.UtcDateTime))
        {
            return false;
        }

        utc = instant.UtcDateTime;
        return true;
    }
}
