namespace Beejan.Functions.Telemetry.Events;

/// <summary>An ingest has come further, and what it read is durable.</summary>
public sealed record CursorMoved(string Source, string Cursor) : PipelineEvent;
