namespace Beejan.Functions.Warehouse;

/// <summary>A clean Parquet file to load.</summary>
/// <param name="Source">Source it belongs to, such as <c>calllogs</c>.</param>
/// <param name="Name">Its name in the lake.</param>
/// <param name="ContentHash">SHA-256 of its bytes, in hex.</param>
/// <param name="RawFile">Raw file it was made of.</param>
/// <param name="RuleVersion">Version of the cleaning rules that made it.</param>
/// <param name="KnownAt">When the raw file was durable.</param>
/// <param name="Rows">Rows that the clean stage counted into it.</param>
/// <param name="Received">Records of the raw file, as are the next three.</param>
/// <param name="Duplicates">Those that another record of the raw file replaces.</param>
/// <param name="Rejected">Those that break the contract.</param>
/// <param name="Ignored">Those that are no complaint.</param>
/// <param name="LocalPath">A copy on this machine.</param>
public sealed record CleanFile(
    string Source,
    string Name,
    string ContentHash,
    string RawFile,
    int RuleVersion,
    DateTimeOffset KnownAt,
    long Rows,
    long Received,
    long Duplicates,
    long Rejected,
    long Ignored,
    string LocalPath);
