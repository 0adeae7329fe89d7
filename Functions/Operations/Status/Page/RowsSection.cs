using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>Rows per hour, a small chart for each source.</summary>
internal static class RowsSection
{
    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="rows" aria-labelledby="rows-title">
        <h2 id="rows-title">Rows loaded per hour</h2>
        {(summary.WarehouseFault is null ? Charts(summary) : Html.Of($"""<p class="nothing">Not known while the warehouse does not answer.</p>"""))}
        </section>
        """);

    private static Html Charts(StatusSummary summary) => Html.Of(
        $"""
        <p class="lead">The last {StatusSummary.HoursShown} hours, each source on a scale of its own. <span class="key bar"></span> rows loaded <span class="key refused"></span> records rejected</p>
        <div class="charts">{Html.All(summary.Backlogs, backlog => Chart(backlog.Source, summary))}</div>
        {Figures(summary)}
        """);

    private static Html Chart(string source, StatusSummary summary)
    {
        var chart = new HoursChart([.. summary.Hours.Where(hour => hour.Source == source)], SummaryReport.FirstHour(summary.At));
        return Html.Of(
            $"""
            <figure>
            <figcaption><span class="source">{source}</span> <span class="total">{StatusProblem.Count(chart.Rows, "row")}</span>{Rejected(chart.Rejected)}</figcaption>
            {chart.Render(source)}
            <p class="axis" aria-hidden="true"><span>48 h ago</span><span>24 h ago</span><span>now</span></p>
            <p class="peak">{Peak(chart.Peak)}</p>
            </figure>
            """);
    }

    private static Html Rejected(long rejected) => rejected > 0 ? Html.Of($""" <span class="refused">{rejected:N0} rejected</span>""") : Html.None;

    private static Html Peak(HourlyRows? peak) => peak is null ? Html.Of($"nothing was loaded") : Html.Of($"most: {peak.Rows:N0} at {peak.Hour:ddd HH:mm} UTC");

    private static Html Figures(StatusSummary summary) => summary.Hours.Count == 0 ? Html.None : Html.Of(
        $"""
        <details><summary>The same as figures</summary>
        {new Table("Rows loaded and records rejected by hour and source", "Hour", "Source", "Rows#", "Rejected#").Of(
            summary.Hours.Reverse(),
            hour => [PageTime.Exact(hour.Hour), Html.Of($"{hour.Source}"), Html.Of($"{hour.Rows:N0}"), Html.Of($"{hour.Rejected:N0}")])}
        </details>
        """);
}
