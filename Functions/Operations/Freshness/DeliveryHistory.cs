using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>
/// When a platform has delivered, and so what should have come since the last time. Deliveries within five minutes are one,
/// because a quarrel under a post is no rate.
/// </summary>
/// <param name="slots">The beginnings of the five minutes in which anything came, in their order: four weeks, up to the last of them.</param>
internal sealed class DeliveryHistory(IReadOnlyList<DateTimeOffset> slots)
{
    private const int MostWeeks = 4;
    private const int FewestWeeks = 2;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly long[] _slots = [.. slots.Select(slot => NumberOf(slot))];

    public static DeliveryHistory None { get; } = new([]);

    /// <summary>Since when nothing has come; null: nothing ever came.</summary>
    public DateTimeOffset? SilentSince => slots.Count == 0 ? null : slots[^1] + FeedQueries.Slot;

    /// <summary>
    /// How many deliveries should have come since then: as many as in the same hours of the week before, or of whichever of
    /// the last four weeks had the fewest. So nights, weekends and a burst in one week expect nothing. 0 while there are not
    /// yet two weeks to go by.
    /// </summary>
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
        return Enumerable.Range(1, weeks).Min(week => CountIn(since - (week * Week), silence < Week ? silence : Week)) * Math.Max(1, silence / Week);
    }

    /// <summary>
    /// Whether twice as much is missing as in any silence of these weeks that ended by itself, by how busy the hours of the
    /// week are. Who comes in bursts is often missing much.
    /// </summary>
    public bool IsUnusual(DateTimeOffset now)
    {
        var busy = _slots.CountBy(OfWeek).ToDictionary();
        var longest = Enumerable.Range(1, Math.Max(0, _slots.Length - 1)).Max(next => (int?)MissingIn(_slots[next - 1] + 1, _slots[next])) ?? 0;
        return _slots.Length > 0 && MissingIn(_slots[^1] + 1, NumberOf(now)) >= 2 * longest;

        int MissingIn(long from, long to)
        {
            var missing = 0;
            for (var slot = from; slot < to; slot++)
            {
                missing += busy.GetValueOrDefault(OfWeek(slot));
            }

            return missing;
        }
    }

    private int CountIn(DateTimeOffset from, TimeSpan span) => FirstFrom(NumberOf(from + span)) - FirstFrom(NumberOf(from));

    private int FirstFrom(long slot)
    {
        var index = Array.BinarySearch(_slots, slot);
        return index < 0 ? ~index : index;
    }

    private static long NumberOf(DateTimeOffset time) => time.UtcTicks / FeedQueries.Slot.Ticks;

    private static long OfWeek(long slot) => slot % (Week.Ticks / FeedQueries.Slot.Ticks);
}
