using System.Collections.Concurrent;
using System.Globalization;

namespace Beejan.Functions.Cleaning;

/// <summary>
/// Reads telephone numbers and remembers them: a customer calls more than once, and to look a number up in its country's
/// plan takes longer than all else that is done to a row. Not for several threads: each takes one of those that are there.
/// </summary>
internal sealed class PhoneMemo
{
    private const int MostEntries = 128 * 1024; // some 4 MB
    private const ulong Free = 10_000; // as many numbers as NumberingPlan.FreeDigits make

    private static readonly ConcurrentBag<PhoneMemo> Idle = [];

    private readonly Dictionary<ulong, ulong> _known = []; // digits of the number in E.164; 0: it is none
    private readonly Dictionary<ulong, ulong> _beginnings = []; // the same of all numbers that begin alike, without the free digits
    private string _region = "";

    /// <summary>One that nobody uses, with what it remembers; else a new one.</summary>
    public static PhoneMemo Take() => Idle.TryTake(out var idle) ? idle : new PhoneMemo();

    /// <summary>Leaves it to the next; as many are kept as there are cores.</summary>
    public void Return()
    {
        if (Idle.Count < Environment.ProcessorCount)
        {
            Idle.Add(this);
        }
    }

    /// <summary>See <see cref="PhoneNumber.TryParse"/>.</summary>
    /// <param name="text">The number as it is written.</param>
    /// <param name="defaultRegion">For national forms.</param>
    /// <param name="e164">The number's digits, <c>2348031234567</c> for <c>+2348031234567</c>.</param>
    public bool TryParse(ReadOnlySpan<char> text, string defaultRegion, out ulong e164)
    {
        if (Key(text) is not { } key)
        {
            e164 = Parse(text, defaultRegion);
            return e164 > 0;
        }

        if (defaultRegion != _region || _known.Count == MostEntries || _beginnings.Count == MostEntries)
        {
            _known.Clear();
            _beginnings.Clear();
            _region = defaultRegion;
        }

        if (_beginnings.TryGetValue(key / Free, out var beginning))
        {
            e164 = (beginning * Free) + (key % Free);
            return true;
        }

        if (!_known.TryGetValue(key, out e164))
        {
            e164 = Learn(key, text);
        }

        return e164 > 0;
    }

    private ulong Learn(ulong key, ReadOnlySpan<char> text)
    {
        if (!PhoneNumber.TryParse(text, _region, out var number))
        {
            return _known[key] = 0;
        }

        var e164 = Digits(number);
        if (NumberingPlan.EndsFreely(_region) && NumberingPlan.EndsFreely(number.CountryCode))
        {
            _beginnings[key / Free] = e164 / Free;
        }
        else
        {
            _known[key] = e164;
        }

        return e164;
    }

    private static ulong Parse(ReadOnlySpan<char> text, string defaultRegion) => PhoneNumber.TryParse(text, defaultRegion, out var number) ? Digits(number) : 0;

    private static ulong Digits(PhoneNumber number) => ulong.Parse(number.E164.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>The same for all spellings that differ in nothing but blanks.</summary>
    /// <returns>Null of what holds anything but digits, blanks and a plus at its start, or too few or too many of them.</returns>
    private static ulong? Key(ReadOnlySpan<char> text)
    {
        const int fewest = 8, most = 17;
        var isInternational = text is ['+', ..];
        var digits = 0;
        var key = isInternational ? 2UL : 1UL; // before the digits, so that zeros in front count
        foreach (var character in isInternational ? text[1..] : text)
        {
            if (char.IsAsciiDigit(character))
            {
                key = (key * 10) + (ulong)(character - '0');
                digits++;
            }
            else if (character != ' ')
            {
                return null;
            }

            if (digits > most)
            {
                return null;
            }
        }

        return digits < fewest ? null : key;
    }
}
