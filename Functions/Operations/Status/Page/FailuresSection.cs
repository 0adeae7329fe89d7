namespace Beejan.Functions.Operations.Status.Page;

/// <summary>What failed and did not go well since.</summary>
internal static class FailuresSection
{
    public static Html Render(StatusSummary summary) => Html.Of(
        $"""
        <section id="failures" aria-labelledby="failures-title">
        <h2 id="failures-title">Last failures</h2>
        {(summary.Failures.Count > 0 ? Failures(summary) : Html.Of($"""<p class="nothing">Nothing has failed that did not go well since.</p>"""))}
        </section>
        """);

    private static Html Failures(StatusSummary summary) => new Table("Functions that failed, the newest first", "Function", "At", "Blob", "What to do", "Trace").Of(
        summary.Failures,
        failure =>
        [
            Html.Of($"""{failure.Function} <span class="promise">{Cause(failure.Cause)}</span>"""),
            Html.Of($"""{PageTime.Ago(failure.At, summary.At)} <span class="promise">{Times(failure.Times)}</span>"""),
            failure.Path.Length > 0 ? Html.Of($"<code>{failure.Path}</code>") : Html.Of($"""<span class="soft">none: a timer</span>"""),
            Html.Of($"""{failure.Hint} <span class="promise">{failure.Exception}</span>"""),
            Trace(failure),
        ]);

    private static Html Trace(LastFailure failure) => failure.Trace is { } address
        ? Html.Of($"""<a href="{address}" rel="noreferrer">Application Insights</a> <code class="id">{failure.OperationId}</code>""")
        : Html.Of($"""<code class="id">{failure.OperationId}</code>""");

    private static string Times(int times) => times == 1 ? "once" : $"{times} times";

    private static string Cause(string cause) => cause switch
    {
        "BrokenWorld" => "broken world: tried again by itself",
        "Data" => "data: trying again can't help",
        "Defect" => "defect: replay after the fix",
        _ => cause,
    };
}
