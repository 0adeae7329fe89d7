namespace Beejan.Functions.Telemetry.Events;

/// <summary>Deliveries of a platform that were turned away within a minute, for one reason: told together, so that whoever knocks can't flood the telemetry.</summary>
public sealed record IntakeRefused(string Platform, string Reason, long Deliveries) : PipelineEvent;
