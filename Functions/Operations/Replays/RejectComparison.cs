using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>What newer rules made of the records that older rules had rejected.</summary>
/// <param name="Fixed">Records that aren't rejects any more.</param>
/// <param name="StillBad">Records that still are.</param>
internal sealed record RejectComparison(long Fixed, long StillBad)
{
    /// <summary>Goes through both side by side, by the records' numbers, which rise; neither is held in memory.</summary>
    /// <param name="before">The rejects of the older rules.</param>
    /// <param name="now">Those of the newer.</param>
    /// <param name="counts">What became of all records under the newer.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public static async Task<RejectComparison> CompareAsync(Stream before, Stream now, BatchCounts counts, CancellationToken cancellationToken)
    {
        await using var old = RejectedRecord.ReadAsync(before, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var @new = RejectedRecord.ReadAsync(now, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasNew = await @new.MoveNextAsync();
        var (@fixed, stillBad) = (0L, 0L);
        while (await old.MoveNextAsync())
        {
            if (hasNew && @new.Current.Record == 0)
            {
                stillBad += old.Current.Records; // now the whole blob is refused
                continue;
            }

            if (old.Current.Record == 0)
            {
                return new RejectComparison(counts.Received - counts.Rejected, counts.Rejected); // then it was: every record had been a reject
            }

            while (hasNew && @new.Current.Record < old.Current.Record)
            {
                hasNew = await @new.MoveNextAsync();
            }

            if (hasNew && @new.Current.Record == old.Current.Record)
            {
                stillBad += old.Current.Records;
            }
            else
            {
                @fixed += old.Current.Records;
            }
        }

        return new RejectComparison(@fixed, stillBad);
    }
}
