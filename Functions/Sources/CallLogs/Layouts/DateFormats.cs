namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The spellings of dates and times that exports use.</summary>
internal static class DateFormats
{
    // A time follows the date in one column, or stands in a column of its own; Excel writes dots where the locale has them.
    public static readonly string[] Times = ["H:mm:ss.FFFFFFF", "H.mm.ss", "H:mm", "h:mm:ss tt", "h:mm tt"];

    public static readonly string[] InWords = ["d-MMM-yy", "d-MMM-yyyy", "d MMM yyyy", "d MMMM yyyy"];

    // Two digits of a year are 1950 to 2049: .NET's invariant calendar, the same on every machine.
    private static readonly string[] DayFirst = ["d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yy", "d/M/yy", "d.M.yy"];
    private static readonly string[] MonthFirst = ["M-d-yyyy", "M/d/yyyy", "M-d-yy", "M/d/yy"];
    private static readonly string[] YearFirst = ["yyyy-M-d", "yyyy/M/d"];

    /// <summary>All spellings of one order.</summary>
    public static IReadOnlyList<string> Of(DateOrder order) => order switch
    {
        DateOrder.DayFirst => DayFirst,
        DateOrder.MonthFirst => MonthFirst,
        _ => YearFirst,
    };
}
