using System.Text.RegularExpressions;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>docs/telemetry.md is the vocabulary: each event, property and metric, and no other.</summary>
public sealed class TelemetryTests
{
    private static readonly string Page = Repository.Read("docs/telemetry.md");

    private static readonly string[] OfEveryAlert = [.. TelemetryFields.Of(typeof(AlertEvent)).Select(field => field.Name)];

    internal static IReadOnlyList<Type> Events { get; } = [.. typeof(PipelineEvent).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(PipelineEvent)) && !type.IsAbstract)];

    [Test]
    public void An_event_is_a_sealed_record_of_its_own_file()
    {
        Assert.That(Events, Has.Count.GreaterThan(15));
        foreach (var type in Events)
        {
            Assert.That(type.IsSealed && type.Namespace == "Beejan.Functions.Telemetry.Events", Is.True, type.Name);
        }
    }

    [Test]
    public void The_page_has_each_event_with_what_it_says()
        => Assert.That(Rows("## Events").Concat(Rows("## Alerts")), Is.EquivalentTo(Events.Select(Row)));

    [Test]
    public void The_page_says_what_every_alert_says()
        => Assert.That(Names(Page.Split("## Alerts")[1].Split("\n|")[0]), Is.SupersetOf(OfEveryAlert));

    [Test]
    public void The_page_has_each_metric() => Assert.That(Rows("## Metrics").Select(row => row.Split(':')[0]), Is.EquivalentTo(Enum.GetNames<PipelineMetric>()));

    [Test]
    public void The_page_has_what_stands_beside_an_exception()
        => Assert.That(Names(Page.Split("## Exceptions")[1].Split("## ")[0]), Is.SupersetOf(TelemetryFields.Of(typeof(FailedInvocation)).Select(field => field.Name)));

    /// <summary>As in <c>BatchClosed: Source, Account</c>; an alert's own properties only.</summary>
    private static string Row(Type type)
    {
        var fields = TelemetryFields.Of(type).Select(field => field.Name).Where(name => !type.IsAssignableTo(typeof(AlertEvent)) || !OfEveryAlert.Contains(name));
        return $"{type.Name}: {string.Join(", ", fields)}";
    }

    private static IEnumerable<string> Rows(string heading)
        => Regex.Matches(Page.Split(heading + "\n")[1].Split("\n## ")[0], @"(?m)^\| `(\w+)` \| ([^|]*)\|").Select(row => $"{row.Groups[1].Value}: {string.Join(", ", Names(row.Groups[2].Value))}");

    private static IEnumerable<string> Names(string text) => Regex.Matches(text, @"`([A-Z]\w+)`").Select(name => name.Groups[1].Value);
}
