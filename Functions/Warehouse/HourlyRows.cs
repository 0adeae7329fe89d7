namespace Beejan.Functions.Warehouse;

/// <summary>What was loaded of one source within one hour.</summary>
/// <param name="Source">The source.</param>
/// <param name="Hour">When the hour began, UTC.</param>
/// <param name="Rows">Rows of the clean files.</param>
/// <param name="Rejected">Records of the same raw files that were refused.</param>
public sealed record HourlyRows(string Source, DateTimeOffset Hour, long Rows, long Rejected);
