using System.Globalization;
using System.Text;

namespace Beejan.Functions.Cleaning;

/// <summary>
/// A text as rules compare it: words apart by one blank, in lower case, without accents and apostrophes; everything
/// else between letters and digits is a gap. <c>Ọ̀ré, DON’T!</c> is <c>ore dont</c>.
/// </summary>
internal static class FoldedText
{
    private const char Gap = ' ';
    private const char Nothing = '\0';

    // Hooked letters of Hausa, which Unicode doesn't take apart and telephones don't offer.
    private const string Hooked = "ɓɗƙƴƁƊƘƳ";
    private const string Unhooked = "bdkybdky";

    // All that holds letters with accents: Latin with its extensions, Greek, Cyrillic.
    private static readonly char[] Table = [.. Enumerable.Range(0, 0x2000).Select(c => FoldAccented((char)c))];

    /// <param name="text">Any text.</param>
    /// <param name="folded">At least as long as <paramref name="text"/>.</param>
    /// <returns>How much of <paramref name="folded"/> is filled.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var table = Table;
        var length = 0;
        var isGap = false;
        foreach (var character in text)
        {
            var one = character < table.Length ? table[character] : FoldOther(character);
            if (one == Gap)
            {
                isGap = length > 0;
            }
            else if (one != Nothing)
            {
                if (isGap)
                {
                    folded[length++] = Gap;
                    isGap = false;
                }

                folded[length++] = one;
            }
        }

        return length;
    }

    public static string Fold(string text)
    {
        var folded = new char[text.Length];
        return new string(folded, 0, Fold(text, folded));
    }

    private static char FoldAccented(char character)
    {
        var hooked = Hooked.IndexOf(character, StringComparison.Ordinal);
        if (hooked >= 0)
        {
            return Unhooked[hooked];
        }

        return char.IsLetter(character) ? char.ToLowerInvariant(character.ToString().Normalize(NormalizationForm.FormD)[0]) : FoldOther(character);
    }

    private static char FoldOther(char character) => char.GetUnicodeCategory(character) switch
    {
        _ when character is '\'' or '‘' or '’' or '`' or '´' => Nothing,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Nothing,
        _ when char.IsLetterOrDigit(character) => char.ToLowerInvariant(character),
        UnicodeCategory.ModifierLetter => Nothing,
        _ => Gap,
    };
}
