namespace Beejan.Functions.Telemetry.Events;

/// <summary>A raw blob was cleaned, and its manifest written: received = cleaned + duplicates + rejected + ignored.</summary>
public sealed record BatchClosed(string Source, string Account, string RawPath, int RuleVersion, long Received, long Cleaned, long Duplicates, long Rejected, long Ignored) : PipelineEvent;
