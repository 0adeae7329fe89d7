namespace Beejan.Functions.Lake;

/// <summary>What became of the records of one raw blob. Each figure is counted where it arises, none is derived from the others.</summary>
/// <param name="Received">Counted by the reader before any rule.</param>
/// <param name="Cleaned">Rows that stand in the clean file.</param>
/// <param name="Duplicates">Records that another record of the same blob replaces.</param>
/// <param name="Rejected">Records that should be complaints and break the contract.</param>
/// <param name="Ignored">Well-formed records that are no complaint.</param>
internal sealed record BatchCounts(long Received, long Cleaned, long Duplicates, long Rejected, long Ignored)
{
    public static BatchCounts None { get; } = new(0, 0, 0, 0, 0);

    public static BatchCounts operator +(BatchCounts a, BatchCounts b)
        => new(a.Received + b.Received, a.Cleaned + b.Cleaned, a.Duplicates + b.Duplicates, a.Rejected + b.Rejected, a.Ignored + b.Ignored);

    public bool IsBalanced => Received == Cleaned + Duplicates + Rejected + Ignored;

    /// <exception cref="RecordsDoNotBalanceException">A record was lost or counted twice.</exception>
    public void MustBalance(string rawPath)
    {
        if (!IsBalanced)
        {
            throw new RecordsDoNotBalanceException(rawPath, this);
        }
    }
}
