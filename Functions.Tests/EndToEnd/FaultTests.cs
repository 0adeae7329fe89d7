using System.Diagnostics;
using Beejan.Demo;
using Beejan.Demo.Alerts;
using Beejan.Demo.Faults;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>Each fault is caused, cried, mailed, found in the runbook and mended, as README's <c>--fault</c> shows it. Most of the time is waiting.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class FaultTests
{
    private static IEnumerable<string> Names => AllFaults.List.Select(fault => fault.Name);

    [TestCaseSource(nameof(Names))]
    public async Task A_fault_reaches_the_mail_and_is_mended_by_the_runbook(string name)
    {
        var store = Directory.CreateTempSubdirectory("beejan-fault-").FullName;
        try
        {
            var (code, output) = await RunAsync("--fault", name, "--store", store);
            Assert.That(code, Is.Zero, output);
            var fault = AllFaults.List.Single(fault => fault.Name == name);
            Assert.That(output, Does.Contain($"Event {fault.Event} arrived").And.Contain($"Rule {AlertRules.Of(fault.Event)!.Name} waits for it").And.Contain("Mended as it says.").And.Contain("Every row is accounted for"));
            Assert.That(output, Does.Match(@"(?m)^    Subject: Beejan: \S").And.Match(@"(?m)^    Since:    20\d\d-").And.Match(@"(?m)^    Run:      (curl|psql) ").And.Not.Contain("***"), "the mail is whole");
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    [Test]
    public void Every_rule_but_the_one_that_Azure_alone_can_break_is_tried()
        => Assert.That(AllFaults.List.Select(fault => AlertRules.Of(fault.Event)!.Name).Distinct(), Is.EquivalentTo(AlertRules.All.Select(rule => rule.Name).Where(name => name != "alert-rule-disabled")));

    [Test]
    public async Task A_name_that_is_none_is_answered_with_those_there_are()
    {
        var (code, output) = await RunAsync("--fault", "earthquake");
        Assert.That((code, output.Trim()), Is.EqualTo((1, $"No fault is called earthquake: choose from {string.Join(", ", Names)} with --fault.")));
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await Command.RunAsync(new ProcessStartInfo("dotnet", [typeof(DemoRun).Assembly.Location, .. arguments]));
        return (code, output + errors);
    }
}
