namespace Beejan.Functions.Telemetry.Events;

/// <summary>Deliveries of a platform were made durable in one raw blob, and answered with 200.</summary>
public sealed record IntakeAccepted(string Platform, string RawPath, long Deliveries, long Bytes) : PipelineEvent;
