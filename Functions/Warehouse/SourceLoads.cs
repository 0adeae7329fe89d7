namespace Beejan.Functions.Warehouse;

/// <summary>
/// The sums over the loads of one source that count, which leaves out those whose raw file was read again by newer rules;
/// zeros and nulls where there is none.
/// </summary>
/// <param name="Source">The source.</param>
/// <param name="Loads">How many there are.</param>
/// <param name="RuleVersions">Their rule versions, summed: tells whether what was read again has been loaded again.</param>
/// <param name="Rows">Their rows, which the next four add up to.</param>
/// <param name="Inserted">See <see cref="LoadResult"/>, as for the next three.</param>
/// <param name="Updated"></param>
/// <param name="Unchanged"></param>
/// <param name="Older"></param>
/// <param name="LastLoadedAt">When the last of them began.</param>
/// <param name="LastName">Its clean file.</param>
public sealed record SourceLoads(
    string Source,
    long Loads,
    long RuleVersions,
    long Rows,
    long Inserted,
    long Updated,
    long Unchanged,
    long Older,
    DateTimeOffset? LastLoadedAt,
    string? LastName);
