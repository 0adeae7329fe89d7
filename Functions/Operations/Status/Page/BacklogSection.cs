namespace Beejan.Functions.Operations.Status.Page;

/// <summary>What waits at which stage, and for how long.</summary>
internal static class BacklogSection
{
    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="backlog" aria-labelledby="backlog-title">
        <h2 id="backlog-title">Backlog</h2>
        {new Table("What of each source waits at which stage", "Source", "To ingest", "To clean", "To load").Of(
            summary.Backlogs,
            backlog => [Html.Of($"{backlog.Source}"), Count(backlog.Waiting), Waiting(backlog.NotCleaned, summary.At), backlog.NotLoaded is { } notLoaded ? Waiting(notLoaded, summary.At) : Html.Of($"not known")])}
        {Html.All(summary.Backlogs.Where(backlog => backlog.From is not null), backlog => Html.Of($"""<p class="note">{backlog.Source} has so many blobs that only those since {backlog.From!.Value:d MMM yyyy} were counted.</p>"""))}
        </section>
        """);

    private static Html Waiting(WaitingBlobs waiting, DateTimeOffset now)
        => waiting.Since is { } since ? Html.Of($"""{waiting.Count:N0} <span class="promise">the oldest {PageTime.For(since, now)}</span>""") : Count(0);

    private static Html Count(int count) => count == 0 ? Html.Of($"""<span class="soft">nothing</span>""") : Html.Of($"{count:N0}");
}
