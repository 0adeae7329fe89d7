using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Beejan.Functions.Cleaning;

/// <summary>
/// Whether a country's numbering plan leaves the end of its numbers free: what is true of one number is then true of
/// all that begin alike and are as long, so that none of them has to be looked up again.
/// </summary>
internal static partial class NumberingPlan
{
    /// <summary>Digits at the end that may be any.</summary>
    public const int FreeDigits = 4;

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();
    private static readonly ConcurrentDictionary<int, bool> Known = [];

    /// <param name="region">ISO 3166, as in <c>NG</c>.</param>
    public static bool EndsFreely(string region) => EndsFreely(Plans.GetCountryCodeForRegion(region));

    /// <param name="countryCode">As in 234.</param>
    public static bool EndsFreely(int countryCode) => Known.GetOrAdd(countryCode, static code => Plans.GetRegionCodesForCountryCode(code) is [var only] && IsFree(Plans.GetMetadataForRegion(only)));

    // Countries that share a code are told apart in ways of their own, and so are carriers in front of a number.
    private static bool IsFree(PhoneMetadata? plan)
        => plan is not null
            && !plan.HasNationalPrefixTransformRule
            && (!plan.HasNationalPrefixForParsing || plan.NationalPrefixForParsing == plan.NationalPrefix)
            && ((IEnumerable<PhoneNumberDesc>)[plan.GeneralDesc, plan.FixedLine, plan.Mobile, plan.TollFree, plan.PremiumRate, plan.SharedCost, plan.PersonalNumber, plan.Voip, plan.Pager, plan.Uan, plan.Voicemail])
                .All(kind => !kind.HasNationalNumberPattern || EndsInAnyDigits(kind.NationalNumberPattern));

    /// <summary>Whether each of a regular expression's alternatives ends in enough digits of any kind.</summary>
    internal static bool EndsInAnyDigits(string pattern)
    {
        var depth = 0;
        for (var i = pattern.Length - 1; i >= 0; i--)
        {
            depth += pattern[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth == 0 && pattern[i] == '|')
            {
                return IsFreeAlternative(pattern[(i + 1)..]) && EndsInAnyDigits(pattern[..i]);
            }
        }

        return IsFreeAlternative(pattern);
    }

    private static bool IsFreeAlternative(string pattern)
    {
        if (pattern is [.., ')'])
        {
            var start = StartOfLastGroup(pattern);
            return pattern[start..].StartsWith("(?:", StringComparison.Ordinal) && EndsInAnyDigits(pattern[(start + 3)..^1]);
        }

        return LastDigits().Match(pattern) is { Success: true } digits && int.Parse(digits.Groups["least"].ValueSpan, CultureInfo.InvariantCulture) >= FreeDigits;
    }

    private static int StartOfLastGroup(string pattern)
    {
        var depth = 0;
        for (var i = pattern.Length - 1; ; i--)
        {
            depth += pattern[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }
    }

    [GeneratedRegex(@"(?:\\d|\[0-9\])\{(?<least>[0-9]+)(?:,[0-9]*)?\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastDigits();
}
