using YamlDotNet.RepresentationModel;

namespace Beejan.Functions.Tests.Infra;

/// <summary>A job of a workflow: steps of its own, or those of a workflow that it calls.</summary>
internal sealed class WorkflowJob(string name, YamlMappingNode node)
{
    public string Name => name;

    public string If => Workflow.Value(node, "if");

    public string Environment => Workflow.Value(node, "environment");

    public string TimeoutMinutes => Workflow.Value(node, "timeout-minutes");

    public IReadOnlyDictionary<string, string> Permissions => Workflow.Values(node, "permissions");

    /// <summary>The jobs that must have gone well.</summary>
    public IEnumerable<string> Needs => node.Children.TryGetValue("needs", out var needs) ? needs.AllNodes.OfType<YamlScalarNode>().Select(need => need.Value!) : [];

    public IEnumerable<WorkflowStep> Steps
        => node.Children.TryGetValue("steps", out var steps) ? ((YamlSequenceNode)steps).Cast<YamlMappingNode>().Select(step => new WorkflowStep(Workflow.Value(step, "uses"), Workflow.Value(step, "run"), Workflow.Values(step, "with"), Workflow.Values(step, "env"))) : [];

    /// <summary>Actions, and the workflow that is called.</summary>
    public IEnumerable<string> Uses => Steps.Select(step => step.Uses).Append(Workflow.Value(node, "uses")).Where(uses => uses.Length > 0);

    public IEnumerable<string> Runs => Steps.Select(step => step.Run).Where(run => run.Length > 0);
}
