namespace Beejan.Functions.Operations.Status;

/// <summary>cleaned = inserted + updated + unchanged + older.</summary>
public sealed record RowCounts(long Inserted, long Updated, long Unchanged, long Older);
