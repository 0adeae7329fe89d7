namespace Beejan.Functions.Tests.Infra;

/// <summary>A step of a job: an action, or a command.</summary>
internal sealed record WorkflowStep(string Uses, string Run, IReadOnlyDictionary<string, string> With, IReadOnlyDictionary<string, string> Env);
