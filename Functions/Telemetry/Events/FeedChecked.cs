namespace Beejan.Functions.Telemetry.Events;

/// <summary>How fresh a feed is: ages of its last good run and of its newest row in the warehouse.</summary>
public sealed record FeedChecked(string Source, string Account, TimeSpan RunAge, TimeSpan RowAge) : PipelineEvent;
