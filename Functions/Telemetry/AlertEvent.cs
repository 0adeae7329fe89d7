namespace Beejan.Functions.Telemetry;

/// <summary>
/// Something that somebody has to look at. A rule in infra/alerts waits for each, and its mail says what stands here.
/// </summary>
/// <param name="Feed">Source, or source and account, as in <c>sms AC…</c>; or the part of the pipeline.</param>
/// <param name="Summary">What is missing or wrong, without the feed, without full stop, and without figures that move: to Azure another text is another alert, and another mail.</param>
/// <param name="Since">Since when; the same for as long as it lasts.</param>
/// <param name="Rows">How many records or rows; blobs where nobody knows what is in them.</param>
public abstract record AlertEvent(string Feed, string Summary, DateTimeOffset Since, long Rows) : PipelineEvent
{
    /// <summary>The one command to run first, as it is typed.</summary>
    public abstract string Command { get; }

    /// <summary>The section of docs/runbook.md, as in <c>stale-feed</c>; the rule has the same name.</summary>
    public abstract string Runbook { get; }
}
