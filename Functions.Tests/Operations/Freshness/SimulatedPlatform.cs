using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>Deliveries of a platform that nobody has: as many as its kind sends by the hour of the week, by chance.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="PerDay">Deliveries of a working day.</param>
/// <param name="Night">What of that pace is left from 22 to 6 o'clock.</param>
/// <param name="Weekend">What of it is left on Saturday and Sunday.</param>
/// <param name="BurstsPerWeek">Quarrels, of an hour to a day each.</param>
/// <param name="BurstPerHour">Deliveries of such an hour.</param>
/// <param name="Holidays">What is left of the pace on twelve days of the year, each the first of a month.</param>
internal sealed record SimulatedPlatform(string Name, double PerDay, double Night = 0.1, double Weekend = 0.4, double BurstsPerWeek = 0, double BurstPerHour = 0, double Holidays = 1)
{
    public static readonly DateTimeOffset Start = new(2020, 1, 6, 0, 0, 0, TimeSpan.Zero); // a Monday

    public override string ToString() => Name;

    /// <summary>The slots in which anything was delivered.</summary>
    public List<DateTimeOffset> Deliver(int years, int seed)
    {
        var chance = new Random(seed);
        var slots = new List<DateTimeOffset>();
        var burstUntil = Start;
        for (var slot = Start; slot < Start.AddYears(years); slot += FeedQueries.Slot)
        {
            if (chance.NextDouble() < BurstsPerWeek / (TimeSpan.FromDays(7) / FeedQueries.Slot))
            {
                burstUntil = slot.AddHours(1 + (23 * Math.Pow(chance.NextDouble(), 3))); // most are short
            }

            var pace = PaceAt(slot) + (slot < burstUntil ? BurstPerHour / 12 : 0);
            if (chance.NextDouble() < 1 - Math.Exp(-pace))
            {
                slots.Add(slot);
            }
        }

        return slots;
    }

    private double PaceAt(DateTimeOffset slot)
    {
        var isNight = slot.Hour is >= 22 or < 6;
        var isWeekend = slot.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var day = (16 + (8 * Night)) * 12;
        return PerDay / day * (isNight ? Night : 1) * (isWeekend ? Weekend : 1) * (slot.Day == 1 ? Holidays : 1);
    }
}
