namespace Beejan.Functions.Warehouse;

/// <summary>A load that the ledger has.</summary>
/// <param name="LoadedAt">When it began.</param>
/// <param name="Inserted">See <see cref="LoadResult"/>, as for the next two.</param>
/// <param name="Updated"></param>
/// <param name="Withdrawn"></param>
public sealed record FoundLoad(DateTimeOffset LoadedAt, long Inserted, long Updated, long Withdrawn);
