using System.Globalization;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>Times of day as exports write them: <c>17:05</c>, <c>9.12.58</c>, <c>07:00 AM</c>, <c>10:15:00.000+0100</c>, and a spreadsheet's part of a day.</summary>
internal static class TimeOfDay
{
    private const decimal SecondsOfADay = 86_400;

    /// <param name="text">The time, perhaps with an offset.</param>
    /// <param name="decimalSeparator">The layout's.</param>
    /// <param name="time">The time since midnight.</param>
    /// <param name="offset">From UTC, where the text says so.</param>
    public static bool TryRead(ReadOnlySpan<char> text, char decimalSeparator, out TimeSpan time, out TimeSpan? offset)
    {
        offset = null;
        text = text.Trim();
        if (text.ContainsAny('\u202f', '\u00a0')) // before AM and PM, by newer locales
        {
            text = text.ToString().Replace('\u202f', ' ').Replace('\u00a0', ' ');
        }

        if (TryReadOffset(text, out var length, out var read))
        {
            offset = read;
            text = text[..^length];
        }

        if (LocalTime.TryReadExact(text, DateFormats.Times, out var clock))
        {
            time = clock.TimeOfDay;
            return true;
        }

        time = default;
        return offset is null && TryReadPart(text, decimalSeparator, out time);
    }

    // 0.38400463: a cell that was formatted as a number.
    private static bool TryReadPart(ReadOnlySpan<char> text, char decimalSeparator, out TimeSpan time)
    {
        time = default;
        if (text.Length < 3 || text[0] != '0' || text[1] != decimalSeparator || text[2..].ContainsAnyExceptInRange('0', '9') || text.Length > 20)
        {
            return false;
        }

        var part = decimal.Parse(string.Concat("0.", text[2..]), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        time = TimeSpan.FromSeconds((long)decimal.Round(part * SecondsOfADay));
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int length, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        length = text.EndsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.EndsWith("GMT", StringComparison.OrdinalIgnoreCase) ? 3 : text.EndsWith("Z", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var sign = text.LastIndexOfAny('+', '-');
        if (length > 0 || sign < 1)
        {
            return length > 0;
        }

        length = text.Length - sign;
        var isRead = TimeSpan.TryParseExact(text[(sign + 1)..], ["hhmm", @"hh\:mm", "hh"], CultureInfo.InvariantCulture, out offset) && offset <= TimeSpan.FromHours(14);
        offset = text[sign] == '-' ? -offset : offset;
        return isRead;
    }
}
