namespace Beejan.Functions.Telemetry.Events;

/// <summary>A timer function ran to its end: its absence is what the rule missed-run waits for.</summary>
public sealed record FunctionRan(string Function, TimeSpan Duration) : PipelineEvent;
