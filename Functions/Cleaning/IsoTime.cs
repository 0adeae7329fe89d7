namespace Beejan.Functions.Cleaning;

/// <summary>Times in ISO 8601 without an offset, as in <c>2026-11-02 10:15:00.5</c>, with <c>T</c> or a blank, down to the day alone.</summary>
internal static class IsoTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    public static bool TryReadLocal(ReadOnlySpan<char> text, out DateTime local) => LocalTime.TryReadExact(text, Formats, out local);
}
