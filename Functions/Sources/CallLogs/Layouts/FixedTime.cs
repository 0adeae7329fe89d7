namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>
/// The spelling that nearly all exports use, date and time to the second with each digit at its place
/// (<c>2026-11-29 08:15:00</c>), read without a look at any other. What it doesn't read may still be one of those.
/// </summary>
internal static class FixedTime
{
    private const int Length = 19;

    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="order">The layout's.</param>
    /// <param name="local">What the clock showed; UTC's, where <paramref name="isUtc"/> says so.</param>
    /// <param name="isUtc">Whether it ends in <c>Z</c>.</param>
    public static bool TryRead(ReadOnlySpan<char> text, DateOrder order, out DateTime local, out bool isUtc)
    {
        local = default;
        isUtc = text.Length == Length + 1 && text[Length] == 'Z';
        if ((text.Length != Length && !isUtc) || text[10] is not (' ' or 'T') || text[13] != ':' || text[16] != ':' || !TryReadDate(text, order, out var year, out var month, out var day))
        {
            return false;
        }

        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        local = new DateTime(year, month, day, hour, minute, second);
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<char> text, DateOrder order, out int year, out int month, out int day)
    {
        if (order == DateOrder.YearFirst)
        {
            (year, month, day) = (Four(text, 0), Two(text, 5), Two(text, 8));
            return text[4] is '-' or '/' && text[7] == text[4];
        }

        var (first, second) = (Two(text, 0), Two(text, 3));
        (year, month, day) = order == DateOrder.MonthFirst ? (Four(text, 6), first, second) : (Four(text, 6), second, first);
        return (text[2] is '-' or '/' || (text[2] == '.' && order == DateOrder.DayFirst)) && text[5] == text[2];
    }

    private static int Four(ReadOnlySpan<char> text, int at) => Two(text, at) is >= 0 and var century && Two(text, at + 2) is >= 0 and var year ? (century * 100) + year : -1;

    /// <returns>Less than 0 when there are no two digits.</returns>
    private static int Two(ReadOnlySpan<char> text, int at)
    {
        var (tens, ones) = ((uint)text[at] - '0', (uint)text[at + 1] - '0');
        return tens < 10 && ones < 10 ? (int)((tens * 10) + ones) : -1;
    }
}
