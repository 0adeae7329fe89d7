namespace Beejan.Functions.Telemetry.Events;

/// <summary>A blob that an event lost, or a broken world stopped, was run again by the sweep, for the n-th time.</summary>
public sealed record GapHealed(string Source, string Stage, string Path, string Cause, int Times) : PipelineEvent;
