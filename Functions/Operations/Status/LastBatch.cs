namespace Beejan.Functions.Operations.Status;

/// <summary>The last load of a source.</summary>
public sealed record LastBatch(string CleanPath, DateTimeOffset LoadedAt);
