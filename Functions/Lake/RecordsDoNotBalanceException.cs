namespace Beejan.Functions.Lake;

/// <summary>The cleaner lost a record or made one up: a defect in code, so nothing of the batch is kept.</summary>
internal sealed class RecordsDoNotBalanceException(string rawPath, BatchCounts counts) : Exception(
    $"{rawPath}: received {counts.Received}, but cleaned {counts.Cleaned} + duplicates {counts.Duplicates} + rejected {counts.Rejected} + ignored {counts.Ignored} "
    + $"= {counts.Cleaned + counts.Duplicates + counts.Rejected + counts.Ignored}. Nothing was written; mend the source's cleaner and run the blob again.")
{
    /// <summary>How many records were lost or made up.</summary>
    public long Records { get; } = Math.Abs(counts.Received - counts.Cleaned - counts.Duplicates - counts.Rejected - counts.Ignored);
}
