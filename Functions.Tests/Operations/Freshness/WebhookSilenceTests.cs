using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>How often a platform that is well is called silent, and how soon one that fell silent is: over simulated years.</summary>
public sealed class WebhookSilenceTests
{
    private const int Years = 10;
    private const int After = 20; // Social__SilenceAfter

    // With it: false alarms in ten years at most, and hours at most until half of the silences are found.
    private static readonly (SimulatedPlatform Platform, int Alarms, int Hours)[] Platforms =
    [
        (new("20000 a day", 20_000), 0, 2),
        (new("2000 a day", 2_000), 0, 3),
        (new("200 a day", 200), 0, 5),
        (new("30 a day", 30), 0, 30),
        (new("5 a day", 5), 0, 168),
        (new("200 a day, in office hours only", 200, Night: 0, Weekend: 0), 0, 5),
        (new("200 a day and two quarrels a week", 200, BurstsPerWeek: 2, BurstPerHour: 500), 0, 10),
        (new("30 a day and two quarrels a week", 30, BurstsPerWeek: 2, BurstPerHour: 200), 5, 48),
        (new("hardly anything but quarrels", 1, BurstsPerWeek: 3, BurstPerHour: 100), 10, 240),
        (new("200 a day, a fifth of it on twelve holidays", 200, Holidays: 0.2), 10, 10),
    ];

    private static IEnumerable<TestCaseData> FalseAlarms => Platforms.Select(platform => new TestCaseData(platform.Platform, platform.Alarms).SetArgDisplayNames(platform.Platform.Name));

    private static IEnumerable<TestCaseData> Waits => Platforms.Select(platform => new TestCaseData(platform.Platform, platform.Hours).SetArgDisplayNames(platform.Platform.Name));

    [TestCaseSource(nameof(FalseAlarms))]
    public void Nights_weekends_holidays_and_quarrels_alarm_nobody(object platform, int most)
    {
        var slots = ((SimulatedPlatform)platform).Deliver(Years, seed: 20);
        var alarms = Enumerable.Range(1, slots.Count - 1).Count(next => IsSilentBefore(slots, next));
        TestContext.Out.WriteLine($"{platform}: {alarms} false alarms in {Years} years");
        Assert.That(alarms, Is.LessThanOrEqualTo(most));
    }

    [TestCaseSource(nameof(Waits))]
    public void Who_falls_silent_is_found(object platform, int hours)
    {
        var slots = ((SimulatedPlatform)platform).Deliver(1, seed: 21);
        var chance = new Random(22);
        var waits = Enumerable.Range(0, 50).Select(_ => WaitAfter(slots, chance.Next(slots.Count / 5, slots.Count))).Order().ToList();
        TestContext.Out.WriteLine($"{platform}: half of the silences found within {waits[25]} h, nine in ten within {waits[45]} h");
        Assert.That(waits[25], Is.LessThanOrEqualTo(hours));
    }

    // Between two deliveries what is expected only grows: it is most when the next one comes.
    private static bool IsSilentBefore(List<DateTimeOffset> slots, int next)
        => slots[next] - slots[next - 1] > After * FeedQueries.Slot && IsSilent(HistoryUpTo(slots, next - 1), slots[next]);

    private static double WaitAfter(List<DateTimeOffset> slots, int last)
    {
        var history = HistoryUpTo(slots, last);
        var wait = 0.5;
        while (!IsSilent(history, slots[last].AddHours(wait)) && wait < 24 * 60)
        {
            wait += wait < 24 ? 0.5 : 6;
        }

        return wait;
    }

    private static bool IsSilent(DeliveryHistory history, DateTimeOffset now) => history.ExpectedBy(now) >= After && history.IsUnusual(now);

    private static DeliveryHistory HistoryUpTo(List<DateTimeOffset> slots, int last)
    {
        var first = slots.BinarySearch(slots[last].AddDays(-28));
        return new DeliveryHistory(slots[(first < 0 ? ~first : first)..(last + 1)]);
    }
}
