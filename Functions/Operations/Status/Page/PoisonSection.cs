namespace Beejan.Functions.Operations.Status.Page;

/// <summary>What the host gave up on.</summary>
internal static class PoisonSection
{
    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="poison" aria-labelledby="poison-title">
        <h2 id="poison-title">Poison</h2>
        {(summary.Poison.Count > 0 ? Blobs(summary) : Html.Of($"""<p class="nothing">No blob was given up on.</p>"""))}
        </section>
        """);

    private static Html Blobs(StatusSummary summary) => new Table("Blobs that were given up on, by source", "Source", "Blobs#", "One of them").Of(
        summary.Poison,
        poison => [Html.Of($"{poison.Source}"), Html.Of($"{poison.Blobs:N0}"), Html.Of($"<code>{poison.Example}</code>")]);
}
