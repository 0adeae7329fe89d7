using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Beejan.Demo.Alerts;
using Beejan.Demo.Faults;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Conventions;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using NCrontab;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>infra/alerts: the queries are valid, they ask for what the code says, and nothing that the code cries goes unheard.</summary>
public sealed class AlertRulesTests
{
    private static readonly IReadOnlyDictionary<string, Type> Events
        = typeof(PipelineEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PipelineEvent)) && !type.IsAbstract).ToDictionary(type => type.Name);

    private static IEnumerable<Type> Cries => Events.Values.Where(type => type.IsSubclassOf(typeof(AlertEvent)));

    private static string[] MailColumns
    {
        get
        {
            using var mail = JsonDocument.Parse(Repository.Read("infra/alerts/mail.json"));
            return [.. mail.RootElement.GetProperty("dimensions").EnumerateArray().Append(mail.RootElement.GetProperty("measure")).Select(column => column.GetString()!)];
        }
    }

    [Test]
    public async Task Every_query_is_valid_against_the_tables_of_a_workspace()
    {
        var found = await AlertQueries.CheckAsync(AlertQueries.Files);
        Assert.That(found.Keys.Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(AlertRules.All.Select(rule => rule.Name)), "a query is a rule, and a rule has one");
        Assert.That(found.Values.SelectMany(wrong => wrong), Is.Empty);
    }

    [TestCase("AppEvents | where Nam == 'FeedStale'", "Nam")]
    [TestCase("AppEvent | count", "AppEvent")]
    [TestCase("AppEvents | where TimeGenerated > 3", "")]
    [TestCase("AppEvents | wher Name == 'x'", "")]
    public async Task The_check_sees_what_is_wrong(string query, string named)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.kql");
        await File.WriteAllTextAsync(file, query);
        try
        {
            var found = await AlertQueries.CheckAsync(file);
            Assert.That(found.Values.Single(), Has.Some.StartsWith("Error").And.Some.Contains(named));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void What_a_query_asks_of_an_event_the_event_says()
    {
        foreach (var rule in AlertRules.All)
        {
            Assert.That(rule.Events, Is.SubsetOf(Events.Keys), rule.Name);
            var said = rule.Events.SelectMany(name => TelemetryFields.Of(Events[name])).ToList();
            Assert.That(Asked(rule, "Properties"), Is.SubsetOf(said.Where(property => !TelemetryFields.IsMeasurement(property)).Select(property => property.Name)), rule.Name);
            Assert.That(Asked(rule, "Measurements"), Is.SubsetOf(said.Where(TelemetryFields.IsMeasurement).Select(property => property.Name)), rule.Name);
        }

        static IEnumerable<string> Asked(AlertRule rule, string bag) => Regex.Matches(rule.Query, $@"\b{bag}\.(\w+)").Select(match => match.Groups[1].Value);
    }

    [Test]
    public void Every_cry_has_the_rule_that_its_runbook_section_is_named_after()
        => Assert.That(Cries.Select(cry => (cry.Name, AlertRules.Of(cry.Name)?.Name)), Is.EquivalentTo(Cries.Select(cry => (cry.Name, (string?)RunbookOf(cry)))));

    [Test]
    public void A_rule_answers_with_the_columns_of_the_mail()
    {
        foreach (var rule in AlertRules.All)
        {
            foreach (var column in MailColumns)
            {
                Assert.That(rule.Query, Does.Match($@"\b{column}\b( =|,|$)"), rule.Name);
            }
        }

        Assert.That(MailColumns, Has.Length.LessThanOrEqualTo(7), "Azure Monitor takes six dimensions and a measure");
    }

    [Test]
    public void The_mail_says_feed_what_since_when_how_many_what_to_run_and_where_to_read_on()
    {
        var row = MailColumns.ToDictionary(column => column, column => $"<{column}>");
        var mail = AlertMail.Of(AlertRules.All.Single(rule => rule.Name == "stale-feed"), row);
        Assert.That(mail.Subject, Is.EqualTo("Beejan: <Feed>: <Summary> (stale-feed)"));
        Assert.That(mail.Lines.Select(line => line.Text), Is.EqualTo(new[] { "<Feed>", "<Summary>", "<Since>", "<Rows>", "<Command>", "docs/runbook.md, section <Runbook>" }));
    }

    [Test]
    public void Each_timer_is_waited_for_a_little_longer_than_it_may_take_to_come_again()
    {
        var waited = Regex.Matches(AlertRules.All.Single(rule => rule.Name == "missed-run").Query, "(?m)^    \"(\\w+)\", (\\d+)")
            .ToDictionary(match => match.Groups[1].Value, match => TimeSpan.FromMinutes(int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)));
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        var timers = NamingTests.Functions
            .Select(function => (function.Name, Timer: function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()).SingleOrDefault(timer => timer is not null)))
            .Where(function => function.Timer is not null)
            .ToDictionary(function => function.Name, function => LongestGap(sample.RootElement.GetProperty("Values").GetProperty(function.Timer!.Schedule.Trim('%').Replace(":", "__", StringComparison.Ordinal)).GetString()!));
        Assert.That(waited.Keys, Is.EquivalentTo(timers.Keys));
        foreach (var (name, gap) in timers)
        {
            Assert.That(waited[name], Is.GreaterThan(gap + TimeSpan.FromMinutes(2)).And.LessThanOrEqualTo((gap * 3) + TimeSpan.FromMinutes(10)), name);
        }
    }

    [Test]
    public void Every_rule_has_a_section_in_the_runbook_and_every_section_a_rule()
    {
        var sections = Regex.Matches(Repository.Read("docs/runbook.md"), "(?m)^## ([a-z-]+)$").Select(match => match.Groups[1].Value);
        Assert.That(sections, Is.EquivalentTo(AlertRules.All.Select(rule => rule.Name)));
    }

    [Test]
    public void Readme_has_the_rules_with_their_severities_and_the_faults()
    {
        var section = Repository.Read("README.md").Split("## When the mail comes")[1].Split("\n## ")[0];
        Assert.That(
            Regex.Matches(section, "(?m)^\\| `([a-z-]+)` \\| (\\d) \\|").Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}"),
            Is.EquivalentTo(AlertRules.All.Select(rule => $"{rule.Name} {rule.Severity}")));
        Assert.That(section.Split("```text")[1].Split("```")[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(AllFaults.List.Select(fault => fault.Name)));
    }

    private static string RunbookOf(Type cry)
    {
        var constructor = cry.GetConstructors().Single(candidate => candidate.GetParameters().Length > 1);
        var arguments = constructor.GetParameters().Select(parameter => parameter.ParameterType == typeof(string) ? "x" : Activator.CreateInstance(parameter.ParameterType));
        return ((AlertEvent)constructor.Invoke([.. arguments])).Runbook;
    }

    private static TimeSpan LongestGap(string schedule)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var runs = CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }).GetNextOccurrences(start, start.AddDays(3)).Prepend(start).ToList();
        return runs.Zip(runs.Skip(1), (run, next) => next - run).Max();
    }
}
