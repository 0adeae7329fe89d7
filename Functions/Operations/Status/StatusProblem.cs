using System.Globalization;

namespace Beejan.Functions.Operations.Status;

/// <summary>Something that somebody has to look at.</summary>
/// <param name="Sentence">What is wrong, without full stop.</param>
/// <param name="Section">The part of the page that says more, as in <c>poison</c>.</param>
public sealed record StatusProblem(string Sentence, string Section)
{
    /// <summary>What waits for so long has been left behind: each stage takes seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ReplayMemory = TimeSpan.FromDays(1);

    internal static IEnumerable<StatusProblem> Find(StatusSummary summary)
    {
        if (summary.WarehouseFault is { } fault)
        {
            yield return new(fault.TrimEnd('.'), "freshness");
        }

        foreach (var feed in summary.Feeds.Where(feed => feed.IsStale))
        {
            yield return new($"{Name(feed.Source, feed.Account)}: {string.Join("; ", feed.Findings.Select(finding => finding.TrimEnd('.')))}", "freshness");
        }

        foreach (var backlog in summary.Backlogs)
        {
            if (IsLeftBehind(backlog.NotCleaned))
            {
                yield return new($"{backlog.Source}: {Count(backlog.NotCleaned.Count, "raw blob")} not cleaned for more than {Patience.TotalMinutes:0} minutes", "backlog");
            }

            if (backlog.NotLoaded is { } notLoaded && IsLeftBehind(notLoaded))
            {
                yield return new($"{backlog.Source}: {Count(notLoaded.Count, "clean file")} not loaded for more than {Patience.TotalMinutes:0} minutes", "backlog");
            }
        }

        foreach (var function in summary.Failures.GroupBy(failure => failure.Function))
        {
            yield return new($"{function.Key} fails: {function.First().Hint.TrimEnd('.')}", "failures");
        }

        foreach (var poison in summary.Poison)
        {
            yield return new($"{poison.Source}: {Count(poison.Blobs, "blob")} given up on", "poison");
        }

        foreach (var replay in summary.Replays.Where(replay => replay.State == "Failed" && summary.At - replay.RequestedAt < ReplayMemory))
        {
            yield return new($"Replay {replay.Id} failed", "replays");
        }

        bool IsLeftBehind(WaitingBlobs waiting) => waiting.Since is { } since && summary.At - since > Patience;
    }

    internal static string Name(string source, string account) => account.Length > 0 ? $"{source} {account}" : source;

    internal static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
