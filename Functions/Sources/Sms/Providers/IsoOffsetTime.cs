using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Instants in RFC 3339, and those whose offset lacks the colon, which is ISO 8601 only: <c>2016-10-06T09:28:39.220+0000</c>.</summary>
internal static class IsoOffsetTime
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        text = text.Trim();
        return text is [.., '+' or '-', _, _, _, _] && text.Length > 15 ? Rfc3339.TryParse($"{text[..^2]}:{text[^2..]}", out utc) : Rfc3339.TryParse(text, out utc);
    }
}
