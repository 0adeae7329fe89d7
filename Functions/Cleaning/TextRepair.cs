using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Beejan.Functions.Cleaning;

/// <summary>Makes free text comparable without changing what was said: NFC, one kind of line end, no control characters.</summary>
internal static class TextRepair
{
    // What cp1252 has at 0x80-0x9F. A text decoded as Latin-1 carries these as C1 controls, which nobody types.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    // Everything a text can hold that needs work; most texts hold none of it and are passed through as they are.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), '\ufeff', '\ufffe', '\uffff', .. Enumerable.Range(0x7f, 33).Select(c => (char)c)]);

    /// <summary>The repaired text, trimmed; empty when nothing readable is left.</summary>
    public static ReadOnlySpan<char> Repair(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!text.ContainsAny(Suspects) && IsNormalized(text))
        {
            return text;
        }

        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate becomes U+FFFD here
        {
            Append(repaired, rune);
        }

        return repaired.ToString().ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).AsSpan().Trim();
    }

    /// <summary>Bytes for a person's eye, none of them lost: UTF-8, or Latin-1 when they aren't that.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) => (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);

    private static void Append(StringBuilder to, Rune rune)
    {
        switch (rune.Value)
        {
            case '\t' or '\n' or '\r':
                to.Append((char)rune.Value);
                break;
            case >= 0x80 and <= 0x9f:
                var letter = Windows1252[rune.Value - 0x80];
                if (!char.IsControl(letter))
                {
                    to.Append(letter);
                }

                break;
            case < 0x20 or 0x7f or 0xfeff or 0xfffe or 0xffff: // the last two are no characters, and refuse to be normalised
                break;
            default:
                to.Append(rune.ToString());
                break;
        }
    }

    private static bool IsNormalized(ReadOnlySpan<char> text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return false; // a lone surrogate can't be normalised: the slow way replaces it
        }
    }
}
