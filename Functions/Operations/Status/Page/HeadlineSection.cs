namespace Beejan.Functions.Operations.Status.Page;

/// <summary>Whether all is well, and if not, what isn't.</summary>
internal static class HeadlineSection
{
    public static string Words(StatusSummary summary) => summary.Problems.Count switch
    {
        0 => "All is well",
        1 => "1 thing needs attention",
        var count => $"{count} things need attention",
    };

    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <header class="{(summary.IsWell ? "well" : "troubled")}">
        <p class="name">Beejan's complaint pipeline</p>
        <h1>{StatusMark.Of(summary.IsWell)}<span>{Words(summary)}</span></h1>
        <p class="read">{(summary.IsWell ? "Every feed is as fresh as it promises, and nothing is left behind. " : "")}Read {PageTime.Exact(summary.At)}, again every minute.</p>
        {Problems(summary.Problems)}
        </header>
        """);

    private static Html Problems(IReadOnlyList<StatusProblem> problems) => problems.Count == 0
        ? Html.None
        : Html.Of($"""<ol class="problems">{Html.All(problems, problem => Html.Of($"""<li>{problem.Sentence}. <a href="#{problem.Section}" aria-label="See {problem.Section}">{problem.Section}</a></li>"""))}</ol>""");
}
