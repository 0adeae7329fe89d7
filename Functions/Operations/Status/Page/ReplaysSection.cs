using Beejan.Functions.Operations.Replays;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>What was asked to be read again, and what came of it.</summary>
internal static class ReplaysSection
{
    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="replays" aria-labelledby="replays-title">
        <h2 id="replays-title">Replays</h2>
        {(summary.Replays.Count > 0 ? Replays(summary) : Html.Of($"""<p class="nothing">Nothing has been replayed.</p>"""))}
        </section>
        """);

    private static Html Replays(StatusSummary summary) => new Table("Replays, the newest first", "Replay", "Asked for", "State", "What came of it").Of(
        summary.Replays,
        replay => [Html.Of($"""{replay.Scope} <code class="id">{replay.Id}</code>"""), PageTime.Ago(replay.RequestedAt, summary.At), State(replay), Outcome(replay)]);

    private static Html State(ReplayProgress replay) => Html.Of(
        $"""<span class="{(replay.State == "Failed" ? "bad" : "state")}">{replay.State}</span>{(replay.IsDryRun ? Html.Of($""" <span class="promise">dry run: changes nothing</span>""") : Html.None)}""");

    private static Html Outcome(ReplayProgress replay) => Html.Of(
        $"""
        {StatusProblem.Count(replay.Blobs, "blob")}: {replay.Inserted:N0} inserted, {replay.Updated:N0} updated, {replay.Superseded:N0} superseded, {replay.Rejected:N0} rejected
        <span class="promise">fixed {replay.Fixed:N0}, still bad {replay.StillBad:N0}{(replay.Error is { } error ? Html.Of($". {error}") : Html.None)}</span>
        """);
}
