namespace Beejan.Functions.Telemetry;

/// <summary>
/// Something that happened and that a query may ask for. The vocabulary is the records that derive from this one: an event's
/// name is its type's, its properties are the record's, numbers and times as measurements (a time in seconds), all else as
/// text. No customer data: names, paths, counts.
/// </summary>
public abstract record PipelineEvent;
