using System.Diagnostics.CodeAnalysis;

namespace Beejan.Functions.Cleaning;

/// <summary>What can be half of a natural key, an account or a source's id: short enough for an index of any engine, and printable.</summary>
internal static class SourceKey
{
    public const int Longest = 200; // twice this, as UTF-8, stays below the 2,704 bytes of a PostgreSQL index row

    public const string Expected = "1 to 200 characters, not blank, none of them a control character";

    public static bool IsValid([NotNullWhen(true)] string? text) => IsValid(text.AsSpan());

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest || text.IsWhiteSpace())
        {
            return false;
        }

        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }
}
