using System.Text.RegularExpressions;

namespace Beejan.Demo.Alerts;

/// <summary>A rule of infra/alerts: a query that Azure Monitor asks again and again, and whose every row is a mail.</summary>
/// <param name="Name">Of the query's file, and of the section in docs/runbook.md.</param>
/// <param name="Title">In words.</param>
/// <param name="Severity">Azure's: 0 is the worst, 4 the least.</param>
/// <param name="Frequency">How often it is asked, an ISO 8601 duration.</param>
/// <param name="Window">What time it is asked about, likewise.</param>
internal sealed partial record AlertRule(string Name, string Title, int Severity, string Frequency, string Window)
{
    /// <summary>In Kusto's language.</summary>
    public string Query { get; init; } = "";

    /// <summary>The events that the query names.</summary>
    public IReadOnlyList<string> Events => [.. EventName().Matches(Query).Select(match => match.Groups["event"].Value).Distinct()];

    [GeneratedRegex("\\bName == \"(?<event>\\w+)\"")]
    private static partial Regex EventName();
}
