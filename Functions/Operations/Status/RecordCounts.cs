namespace Beejan.Functions.Operations.Status;

/// <summary>received = cleaned + duplicates + rejected + ignored.</summary>
public sealed record RecordCounts(long Received, long Cleaned, long Duplicates, long Rejected, long Ignored);
