using System.Globalization;
using Beejan.Functions.Operations.Freshness;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>Each feed's last run and newest row beside what it promises.</summary>
internal static class FreshnessSection
{
    private const double Wide = 96;

    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="freshness" aria-labelledby="freshness-title">
        <h2 id="freshness-title">Freshness</h2>
        {(summary.Feeds.Count > 0 ? Feeds(summary) : Nothing(summary))}
        </section>
        """);

    private static Html Nothing(StatusSummary summary) => summary.WarehouseFault is null
        ? Html.Of($"""<p class="nothing">No feed is watched.</p>""")
        : Html.Of($"""<p class="nothing">Not known while the warehouse does not answer.</p>""");

    private static Html Feeds(StatusSummary summary) => new Table("How fresh each feed is, beside what it promises", "Feed", "State", "Last good run", "Newest row").Of(
        summary.Feeds.OrderByDescending(feed => feed.IsStale),
        feed =>
        [
            Html.Of($"{feed.Source}{(feed.Account.Length > 0 ? Html.Of($""" <span class="soft">{feed.Account}</span>""") : Html.None)}"),
            State(feed),
            Beside(feed.LastRunAt, feed.RunWithin, summary.At, "comes by itself"),
            Beside(feed.NewestRowAt, feed.RowsWithin, summary.At, "none yet"),
        ]);

    private static Html State(FeedFreshness feed) => feed.IsStale
        ? Html.Of($"""{StatusMark.Of(false)} <strong class="bad">Stale</strong><ul class="findings">{Html.All(feed.Findings, finding => Html.Of($"<li>{finding}</li>"))}</ul>""")
        : Html.Of($"""{StatusMark.Of(true)} <span class="good">Fresh</span>""");

    private static Html Beside(DateTimeOffset? at, TimeSpan? within, DateTimeOffset now, string otherwise) => (at, within) switch
    {
        (null, null) => Html.Of($"""<span class="soft">{otherwise}</span>"""),
        (_, null) => PageTime.Ago(at, now),
        (null, { } promise) => Html.Of($"""never <span class="promise">promised within {PageTime.InWords(promise)}</span>"""),
        ({ } time, { } promise) => Html.Of($"""{PageTime.Ago(time, now)} {Meter((now - time) / promise)}<span class="promise">promised within {PageTime.InWords(promise)}</span>"""),
    };

    // How much of the promise is used up; full: it is broken. Words beside it say the same.
    private static Html Meter(double used)
    {
        var width = string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(used, 0, 1) * Wide:0.#}");
        return Html.Of($"""<svg class="meter {(used > 1 ? "over" : "within")}" viewBox="0 0 {Wide} 4" aria-hidden="true"><rect class="track" width="{Wide}" height="4" rx="2"/><rect class="used" width="{width}" height="4" rx="2"/></svg>""");
    }
}
