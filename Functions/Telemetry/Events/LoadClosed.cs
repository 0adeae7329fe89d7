namespace Beejan.Functions.Telemetry.Events;

/// <summary>A clean file was loaded: rows loaded = inserted + updated + unchanged + older. One that was loaded before makes none.</summary>
public sealed record LoadClosed(string Source, string CleanPath, int RuleVersion, long RowsLoaded, long Inserted, long Updated, long Unchanged, long Older, long Withdrawn, TimeSpan Duration) : PipelineEvent;
