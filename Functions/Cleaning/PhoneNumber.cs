using System.Buffers;
using PhoneNumbers;

namespace Beejan.Functions.Cleaning;

/// <summary>A telephone number that exists in its country's numbering plan, in E.164 (<c>+2348031234567</c>).</summary>
internal readonly record struct PhoneNumber
{
    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    // 2.34803E+12: a spreadsheet rounded the number away. What is left parses, as somebody else's number.
    private static readonly SearchValues<char> Exponent = SearchValues.Create("eE");

    private PhoneNumber(string e164, int countryCode) => (E164, CountryCode) = (e164, countryCode);

    public string E164 { get; }

    /// <summary>As in 234.</summary>
    public int CountryCode { get; }

    /// <summary>Reads a number as people and systems write it; <paramref name="defaultRegion"/> (ISO 3166, <c>NG</c>) is for national forms.</summary>
    /// <returns>False when the number is not certain: then it is nobody's.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, string defaultRegion, out PhoneNumber number)
    {
        number = default;
        text = text.Trim().TrimStart('\''); // Excel's mark for "this is text"
        if (text.IsEmpty || text.Length > 40 || (text.ContainsAny(Exponent) && LooksLikeExponent(text)))
        {
            return false;
        }

        try
        {
            var parsed = Plans.Parse(text.ToString(), defaultRegion);
            if (!Plans.IsValidNumber(parsed))
            {
                return false;
            }

            number = new PhoneNumber(Plans.Format(parsed, PhoneNumberFormat.E164), parsed.CountryCode);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    public static bool IsRegion(string region) => Plans.GetSupportedRegions().Contains(region);

    public override string ToString() => E164;

    private static bool LooksLikeExponent(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny(Exponent);
        return e > 0 && char.IsAsciiDigit(text[e - 1]) && e + 1 < text.Length && (char.IsAsciiDigit(text[e + 1]) || text[e + 1] is '+' or '-');
    }
}
