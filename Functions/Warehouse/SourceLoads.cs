namespace Beejan.Functions.Warehouse;

/// <summary>The sums over all loads of one source; zeros and nulls where there was none.</summary>
public sealed record SourceLoads(
    string Source,
    long Loads,
    long Rows,
    long Inserted,
    long Updated,
    long Unchanged,
    long Older,
    DateTimeOffset? LastLoadedAt,
    string? LastName);
