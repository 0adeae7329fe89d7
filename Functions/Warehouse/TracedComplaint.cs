namespace Beejan.Functions.Warehouse;

/// <summary>A complaint, and where each version of it was read.</summary>
/// <param name="ComplaintKey">Its key in <c>mart.fact_complaint</c>.</param>
/// <param name="Source">The source it comes from.</param>
/// <param name="Account">The account within the source.</param>
/// <param name="SourceId">The source's own id of it.</param>
/// <param name="IsInMart">Whether it is a fact; false when newer rules have withdrawn it.</param>
/// <param name="Readings">Newest version first, and of one version the earliest raw file first.</param>
public sealed record TracedComplaint(Guid ComplaintKey, string Source, string Account, string SourceId, bool IsInMart, IReadOnlyList<Reading> Readings);

/// <summary>One version of a complaint in one raw file that holds it.</summary>
/// <param name="RawFile">The raw file.</param>
/// <param name="RecordNumber">Number of the record in it, from 1.</param>
/// <param name="KnownAt">When that file was durable; null when the load is older than the ledger of batches.</param>
/// <param name="RuleVersion">Version of the cleaning rules that read it.</param>
/// <param name="CleanFile">The clean file it stood in; gone from the lake when superseded.</param>
/// <param name="LoadId">The load, as in <c>ops.load</c>.</param>
/// <param name="LoadedAt">When that load began.</param>
/// <param name="ChangedAt">The source's own time of the version.</param>
/// <param name="ChangeRank">0 an add, 1 an edit, 2 a remove.</param>
/// <param name="IsSuperseded">Whether newer rules have read the raw file since.</param>
/// <param name="IsNewest">Whether it is the version that the fact goes by.</param>
public sealed record Reading(
    string RawFile, long RecordNumber, DateTimeOffset? KnownAt, int RuleVersion, string CleanFile, Guid LoadId, DateTimeOffset LoadedAt,
    DateTimeOffset ChangedAt, int ChangeRank, bool IsSuperseded, bool IsNewest);
