using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>
/// When a platform has delivered, and so what should have come since the last time. Expected is what came in the same
/// hours of the week in the four weeks before, by the second least of them: nights and weekends expect little, a burst in
/// one week or two says nothing, nor does one week without. Deliveries within five minutes are one, because a quarrel under
/// a post is no rate.
/// </summary>
/// <param name="slots">The beginnings of the five minutes in which anything came, in their order.</param>
internal sealed class DeliveryHistory(IReadOnlyList<DateTimeOffset> slots)
{
    private const int MostWeeks = 4;
    private const int FewestWeeks = 2;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly long[] _ticks = [.. slots.Select(slot => slot.UtcTicks)];

    public static DeliveryHistory None { get; } = new([]);

    /// <summary>Since when nothing has come; null: nothing ever came.</summary>
    public DateTimeOffset? SilentSince => slots.Count == 0 ? null : slots[^1] + FeedQueries.Slot;

    /// <summary>How many deliveries should have come since then; 0 while there are not yet two weeks to go by.</summary>
    public double ExpectedBy(DateTimeOffset now)
    {
        if (SilentSince is not { } since || since >= now)
        {
            return 0;
        }

        var weeks = (int)Math.Min((since - slots[0]) / Week, MostWeeks);
        if (weeks < FewestWeeks)
        {
            return 0;
        }

        // A silence of more than a week is longer than the weeks it is compared with.
        var silence = now - since;
        var counts = Enumerable.Range(1, weeks).Select(week => CountIn(since - (week * Week), silence < Week ? silence : Week)).Order().ToList();
        return counts[(weeks - 1) / 2] * Math.Max(1, silence / Week);
    }

    private int CountIn(DateTimeOffset from, TimeSpan span) => FirstFrom(from + span) - FirstFrom(from);

    private int FirstFrom(DateTimeOffset time)
    {
        var index = Array.BinarySearch(_ticks, time.UtcTicks);
        return index < 0 ? ~index : index;
    }
}
