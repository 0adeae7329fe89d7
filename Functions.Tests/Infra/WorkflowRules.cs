using System.Text.RegularExpressions;

namespace Beejan.Functions.Tests.Infra;

/// <summary>A workflow holds no secret, trusts nobody's tag, and may do no more than it must.</summary>
internal static partial class WorkflowRules
{
    private const string Token = "id-token";

    public static IReadOnlyList<string> Faults(Workflow workflow) => [.. OfAll(workflow), .. workflow.Jobs.SelectMany(job => OfJob(job, workflow).Select(fault => $"{job.Name}: {fault}"))];

    private static IEnumerable<string> OfAll(Workflow workflow)
    {
        if (workflow.Permissions.Count == 0 || !IsReading(workflow.Permissions))
        {
            yield return "all jobs may do more than read the repository";
        }

        if (workflow.Triggers.Any(trigger => trigger is "pull_request_target" or "workflow_run"))
        {
            yield return "a stranger's pull request starts it with rights of its own";
        }

        foreach (Match secret in LongLived().Matches(workflow.Text))
        {
            yield return $"a secret that lives long: {secret.Value}";
        }

        foreach (Match uses in Unnamed().Matches(workflow.Text))
        {
            yield return $"which version is it? {uses.Value.Trim()}";
        }
    }

    private static IEnumerable<string> OfJob(WorkflowJob job, Workflow workflow)
    {
        foreach (var uses in job.Uses.Where(uses => !Pinned().IsMatch(uses)))
        {
            yield return $"not pinned to a commit: {uses}";
        }

        foreach (var run in job.Runs.Where(run => run.Contains("${{", StringComparison.Ordinal)))
        {
            yield return $"what stands in an expression would be run: {run}";
        }

        if (job.Steps.Any(step => step.Uses.StartsWith("actions/checkout@", StringComparison.Ordinal) && step.With.GetValueOrDefault("persist-credentials") != "false"))
        {
            yield return "the repository's token stays on the disk";
        }

        if (job.Steps.Any() && job.TimeoutMinutes.Length == 0)
        {
            yield return "it may hang for six hours";
        }

        var signsIn = job.Uses.Any(uses => uses.StartsWith("azure/login@", StringComparison.Ordinal) || uses.StartsWith("./", StringComparison.Ordinal));
        if (!IsReading(job.Permissions.Where(permission => !signsIn || permission is not { Key: Token, Value: "write" })))
        {
            yield return "it may do more than it must";
        }

        if (job.Uses.Any(uses => uses.StartsWith("azure/login@", StringComparison.Ordinal)) && job.Environment.Length == 0)
        {
            yield return "signs in to Azure outside an environment, so anybody's branch could";
        }

        if (signsIn && workflow.Triggers.Contains("pull_request") && !StaysAway(job) && !OnlyLooks(job))
        {
            yield return "a pull request's code would deploy";
        }
    }

    private static bool IsReading(IEnumerable<KeyValuePair<string, string>> permissions) => permissions.All(permission => permission is { Key: "contents", Value: "read" });

    private static bool StaysAway(WorkflowJob job) => job.If == "github.event_name != 'pull_request'";

    private static bool OnlyLooks(WorkflowJob job)
        => job.Environment.EndsWith("-preview", StringComparison.Ordinal)
            && job.If.Contains("github.event.pull_request.head.repo.full_name == github.repository", StringComparison.Ordinal)
            && job.Runs.All(run => !run.Contains("deploy.sh", StringComparison.Ordinal) || run.Contains("--what-if", StringComparison.Ordinal));

    [GeneratedRegex(@"secrets\.\w+|client-secret\S*|creds:|[Pp]assword\S*")]
    private static partial Regex LongLived();

    [GeneratedRegex(@"uses: (?!\./)(?>\S+)(?! # v[0-9])")]
    private static partial Regex Unnamed();

    [GeneratedRegex(@"^([\w.-]+/[\w./-]+@[0-9a-f]{40}|\./\.github/workflows/[\w-]+\.yml)$")]
    private static partial Regex Pinned();
}
