using System.Globalization;
using System.Text.RegularExpressions;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Numbers and lengths of time, by what the layout says of them.</summary>
internal static partial class CallLogNumber
{
    private const int LongestText = 20;

    /// <summary>A number that isn't negative; rounded to a whole one. Dots stand between thousands only where a comma stands before decimals.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, char decimalSeparator, out decimal number)
    {
        number = 0;
        if (text.Length > LongestText || !(decimalSeparator == ',' ? WithComma() : WithDot()).IsMatch(text))
        {
            return false;
        }

        var invariant = decimalSeparator == ',' ? text.ToString().Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        number = decimal.Parse(invariant, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>A length of time in whole seconds.</summary>
    public static bool TryReadSeconds(ReadOnlySpan<char> text, DurationUnit unit, char decimalSeparator, out int seconds)
    {
        seconds = 0;
        if (unit == DurationUnit.HoursMinutesSeconds)
        {
            var parts = Clock().Match(text.ToString());
            return parts.Success && TryRound((Part(parts, 1) * 3600) + (Part(parts, 2) * 60) + Part(parts, 3), out seconds);
        }

        return TryRead(text, decimalSeparator, out var number) && TryRound(unit switch { DurationUnit.Milliseconds => number / 1000, DurationUnit.Minutes => number * 60, _ => number }, out seconds);
    }

    /// <summary>The nearest whole number, where there is room for it.</summary>
    public static bool TryRound(decimal number, out int rounded)
    {
        var isInt = number <= int.MaxValue;
        rounded = isInt ? (int)decimal.Round(number, MidpointRounding.AwayFromZero) : 0;
        return isInt;
    }

    private static decimal Part(Match match, int group) => decimal.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithDot();

    [GeneratedRegex(@"^(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();

    [GeneratedRegex(@"^([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
