using System.Globalization;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>Why records were refused.</summary>
internal static class RejectsSection
{
    private const double Wide = 96;

    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="rejects" aria-labelledby="rejects-title">
        <h2 id="rejects-title">Rejects of the last {StatusSummary.RejectDays} days</h2>
        {(summary.Rejects.Count > 0 ? Rules(summary.Rejects) : Html.Of($"""<p class="nothing">Every record kept its contract.</p>"""))}
        </section>
        """);

    private static Html Rules(IReadOnlyList<RuleRejects> rejects)
    {
        var most = rejects.Max(rule => rule.Records);
        return new Table("Records that were rejected, by rule", "Rule", "Source", "Records#", "Newest file").Of(
            rejects,
            rule =>
            [
                rule.Rule.Length > 0 ? Html.Of($"{rule.Rule}") : Html.Of($"""<span class="soft">not counted by rule</span>"""),
                Html.Of($"{rule.Source}"),
                Html.Of($"{Share(rule.Records, most)} {rule.Records:N0}"),
                Html.Of($"<code>{rule.Path}</code>"),
            ]);
    }

    private static Html Share(long records, long most) => Html.Of(
        $"""<svg class="meter over" viewBox="0 0 {Wide} 4" aria-hidden="true"><rect class="track" width="{Wide}" height="4" rx="2"/><rect class="used" width="{string.Create(CultureInfo.InvariantCulture, $"{(double)records / most * Wide:0.#}")}" height="4" rx="2"/></svg>""");
}
