using System.Globalization;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>A bar for each hour, drawn on the server.</summary>
internal sealed class HoursChart(IReadOnlyList<HourlyRows> hours, DateTimeOffset first)
{
    private const int Step = 10;
    private const int Bar = 8;
    private const int High = 72;
    private const double Least = 2; // what can be seen

    public long Rows => hours.Sum(hour => hour.Rows);

    public long Rejected => hours.Sum(hour => hour.Rejected);

    public HourlyRows? Peak => hours.MaxBy(hour => hour.Rows);

    public Html Render(string source)
    {
        var top = Math.Max(1, hours.Select(hour => hour.Rows + hour.Rejected).DefaultIfEmpty().Max());
        return Html.Of(
            $"""
            <svg class="chart" role="img" aria-label="{source}: {Rows:N0} rows loaded and {Rejected:N0} records rejected in {StatusSummary.HoursShown} hours" viewBox="0 0 {StatusSummary.HoursShown * Step} {High + 1}" preserveAspectRatio="none">
            {Html.All(hours, hour => Draw(hour, top))}<rect class="base" y="{High}" width="{StatusSummary.HoursShown * Step}" height="1"/>
            </svg>
            """);
    }

    private Html Draw(HourlyRows hour, long top)
    {
        var left = (int)(hour.Hour - first).TotalHours * Step + (Step - Bar) / 2;
        var (rows, rejected) = (Height(hour.Rows, top), Height(hour.Rejected, top));
        return Html.Of($"""<g><title>{hour.Hour:d MMM HH:mm} UTC: {hour.Rows:N0} rows, {hour.Rejected:N0} rejected</title>{Block("bar", left, High - rows, rows)}{Block("refused", left, High - rows - rejected, rejected)}</g>""");
    }

    private static double Height(long count, long top) => count == 0 ? 0 : Math.Max(Least, (double)count / top * (High - Least));

    private static Html Block(string kind, int left, double y, double height) => height == 0
        ? Html.None
        : Html.Of($"""<rect class="{kind}" x="{left}" y="{Text(y)}" width="{Bar}" height="{Text(height)}"/>""");

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
