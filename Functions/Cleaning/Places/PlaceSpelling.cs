using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Beejan.Functions.Cleaning.Places;

/// <summary>What is a name of a place at all, and how one that no list knows is spelled.</summary>
internal static class PlaceSpelling
{
    public const int Longest = 80;

    // Said in place of a name, as keys.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Fillers = FrozenSet.ToFrozenSet(
        ["na", "nil", "none", "null", "unknown", "test", "other", "others", "select", "city", "town", "notapplicable", "notavailable", "notspecified", "undefined"],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Marks = SearchValues.Create(" -.'’,");

    /// <summary>The key by which spellings are compared: folded, and without blanks (<c>Port-Harcourt</c> and <c>PORT HARCOURT</c> are <c>portharcourt</c>).</summary>
    /// <param name="text">A text of at most <see cref="Longest"/> characters; a longer one is no name and has no key.</param>
    /// <param name="key">As long as that.</param>
    public static ReadOnlySpan<char> Key(ReadOnlySpan<char> text, Span<char> key)
    {
        if (text.Length > Longest)
        {
            return [];
        }

        var folded = key[..FoldedText.Fold(text, key)];
        var length = 0;
        foreach (var character in folded)
        {
            if (character != ' ')
            {
                key[length++] = character;
            }
        }

        return key[..length];
    }

    public static string Key(string text) => Key(text, stackalloc char[Longest]).ToString();

    /// <summary>Whether it is one of the words that stand for nothing.</summary>
    public static bool IsFiller(ReadOnlySpan<char> key) => Fillers.Contains(key);

    /// <summary>Whether it could be the name of a place: letters, at least two, and not all the same.</summary>
    public static bool IsName(ReadOnlySpan<char> text, ReadOnlySpan<char> key)
    {
        foreach (var character in text)
        {
            if (!char.IsLetter(character) && !Marks.Contains(character) && char.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                return false;
            }
        }

        return key.Length > 1 && key.ContainsAnyExcept(key[0]);
    }

    /// <summary>One spelling of a name for all its capitals and blanks: <c>ST.  LOUIS </c> is <c>St Louis</c>.</summary>
    public static string Tidy(ReadOnlySpan<char> name)
    {
        Span<char> tidy = stackalloc char[name.Length];
        var length = 0;
        var lettersOfWord = 0;
        foreach (var character in name)
        {
            if (char.IsLetter(character))
            {
                tidy[length++] = lettersOfWord == 0 ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character);
                lettersOfWord++;
            }
            else if (character is '\'' or '’')
            {
                tidy[length++] = '\'';
                lettersOfWord = lettersOfWord == 1 ? 0 : lettersOfWord; // O'Fallon, but not Queen'S
            }
            else if (!Marks.Contains(character))
            {
                tidy[length++] = character; // an accent that is a character of its own
            }
            else if (length > 0 && tidy[length - 1] is not (' ' or '-'))
            {
                tidy[length++] = character == '-' ? '-' : ' ';
                lettersOfWord = 0;
            }
        }

        return tidy[..length].Trim(" -'").ToString();
    }
}
