using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Conventions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;
using YamlDotNet.Core;

namespace Beejan.Functions.Tests.Infra;

/// <summary>GitHub's workflows: what is delivered is what was tested, and nothing is trusted that needn't be.</summary>
public sealed class WorkflowTests
{
    private const string Delivery = Workflow.Folder + "/delivery.yml";
    private const string Deploy = Workflow.Folder + "/deploy.yml";

    private static IReadOnlyList<string> Files => Workflow.Files;

    private static IEnumerable<WorkflowStep> Deployments
        => Files.SelectMany(file => Workflow.Read(file).Jobs).SelectMany(job => job.Steps).Where(step => step.Run.Contains("infra/deploy.sh", StringComparison.Ordinal));

    [TestCaseSource(nameof(Files))]
    public void A_workflow_may_do_what_it_must_and_no_more(string file) => Assert.That(WorkflowRules.Faults(Workflow.Read(file)), Is.Empty);

    [TestCase(Delivery, "permissions:\n  contents: read\n", "permissions: write-all\n", "all jobs may do more")]
    [TestCase(Delivery, "permissions:\n  contents: read\n", "", "all jobs may do more")]
    [TestCase(Delivery, "  pull_request:\n", "  pull_request_target:\n", "a stranger's pull request")]
    [TestCase(Deploy, "${{ vars.AZURE_CLIENT_ID }}", "${{ secrets.AZURE_CLIENT_SECRET }}", "a secret that lives long: secrets.AZURE_CLIENT_SECRET")]
    [TestCase(Delivery, " # v5.0.0", "", "which version is it?")]
    [TestCase(Delivery, "@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@v5", "not pinned to a commit: actions/checkout@v5")]
    [TestCase(Deploy, "--environment \"$ENVIRONMENT\"", "--environment ${{ inputs.environment }}", "what stands in an expression would be run")]
    [TestCase(Delivery, "persist-credentials: false", "fetch-depth: 0", "the repository's token stays")]
    [TestCase(Delivery, "    timeout-minutes: 90\n", "", "test: it may hang")]
    [TestCase(Delivery, "    timeout-minutes: 90\n", "    timeout-minutes: 90\n    permissions:\n      contents: read\n      id-token: write\n", "test: it may do more than it must")]
    [TestCase(Delivery, "    timeout-minutes: 90\n", "    timeout-minutes: 90\n    permissions: write-all\n", "test: it may do more than it must")]
    [TestCase(Deploy, "      id-token: write\n", "      id-token: write\n      packages: write\n", "deploy: it may do more than it must")]
    [TestCase(Deploy, "    environment: ${{ inputs.environment }}\n", "", "signs in to Azure outside an environment")]
    [TestCase(Delivery, " && github.event.pull_request.head.repo.full_name == github.repository", "", "what-if: a pull request's code would deploy")]
    [TestCase(Delivery, " --what-if", "", "what-if: a pull request's code would deploy")]
    [TestCase(Delivery, "-preview", "", "what-if: a pull request's code would deploy")]
    [TestCase(Delivery, "    if: github.event_name != 'pull_request'\n", "", "deploy-dev: a pull request's code would deploy")]
    public void The_rules_see_what_they_forbid(string file, string was, string becomes, string fault)
    {
        var text = Repository.Read(file);
        Assert.That(text, Does.Contain(was));
        Assert.That(WorkflowRules.Faults(Workflow.Parse(text.Replace(was, becomes, StringComparison.Ordinal))), Has.Some.Contains(fault));
    }

    [Test]
    public void What_is_no_YAML_is_seen() => Assert.That(() => Workflow.Parse(Repository.Read(Delivery).Replace("jobs:\n", "jobs: [\n", StringComparison.Ordinal)), Throws.InstanceOf<YamlException>());

    [Test]
    public void It_runs_READMEs_two_commands()
    {
        string[] commands = [.. ReadmeTests.Blocks("sh")];
        Assert.That(Workflow.Read(Delivery).Job("test").Runs, Is.EquivalentTo(new[] { commands[1], $"{commands[0]} -- --once" }));
    }

    [Test]
    public void It_builds_with_Microsofts_worker() => Assert.That(Workflow.Read(Delivery).Job("publish").Runs, Has.One.StartsWith("dotnet publish Functions "));

    [Test]
    public void Nothing_is_deployed_that_was_not_tested_and_prod_is_last()
    {
        var jobs = Workflow.Read(Delivery).Jobs.ToDictionary(job => job.Name);
        Assert.That(jobs["deploy-dev"].Needs, Is.EquivalentTo(new[] { "test", "publish" }));
        Assert.That(jobs["deploy-prod"].Needs, Is.EquivalentTo(new[] { "deploy-dev" }));
        Assert.That(jobs.Values.SelectMany(job => job.Uses).Where(uses => uses.StartsWith("./", StringComparison.Ordinal)), Is.All.EqualTo($"./{Deploy}"));
    }

    [Test]
    public void A_deployment_is_given_what_the_parameter_files_read()
    {
        var read = new[] { "dev", "prod" }.SelectMany(name => Regex.Matches(Repository.Read($"infra/{name}.bicepparam"), @"readEnvironmentVariable\('(\w+)'")).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.That(Deployments.Count(), Is.EqualTo(2));
        foreach (var step in Deployments)
        {
            Assert.That(step.Env.Keys, Is.EquivalentTo(read.Concat(["ENVIRONMENT", "GROUP"])));
            Assert.That(step.Env.Where(variable => read.Contains(variable.Key)).Select(variable => variable.Value), Is.EquivalentTo(read.Select(name => $"${{{{ vars.{name} }}}}")));
        }
    }

    [Test]
    public void The_script_knows_the_options_that_it_is_given()
        => Assert.That(Deployments.SelectMany(step => DeployScript.OptionsIn(step.Run)).Distinct(), Is.SubsetOf(DeployScript.Options));
}
