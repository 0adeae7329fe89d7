namespace Beejan.Functions.Operations.Status;

/// <summary>One source, stage by stage.</summary>
/// <param name="Source">The source's name, as in <c>calllogs</c>.</param>
/// <param name="Waiting">Files dropped and not yet ingested.</param>
/// <param name="RawBlobs">Blobs in raw.</param>
/// <param name="CleanedBlobs">Of these, how many have been cleaned.</param>
/// <param name="CleanFiles">Files in clean; more than blobs when a blob was cleaned again by later rules.</param>
/// <param name="LoadedFiles">Clean files in the warehouse.</param>
/// <param name="Poison">Blobs of this source, among the first 32 messages, that were given up on and have not gone through since.</param>
/// <param name="Records">What became of the records in cleaning.</param>
/// <param name="Rows">What became of the cleaned rows in the warehouse.</param>
/// <param name="LastBatch">The last clean file that was loaded.</param>
/// <param name="IsSettled">Nothing waits at any stage, except what was given up on.</param>
/// <param name="IsBalanced">Every record and every row is accounted for, and nothing was given up on.</param>
public sealed record SourceStatus(
    string Source, int Waiting, int RawBlobs, int CleanedBlobs, int CleanFiles, long LoadedFiles, int Poison, RecordCounts Records, RowCounts Rows, LastBatch? LastBatch, bool IsSettled, bool IsBalanced);
