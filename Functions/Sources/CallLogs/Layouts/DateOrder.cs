namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The order of day, month and year in a layout's dates: the column's, never guessed for a row.</summary>
internal enum DateOrder
{
    DayFirst,
    MonthFirst,
    YearFirst,
}
