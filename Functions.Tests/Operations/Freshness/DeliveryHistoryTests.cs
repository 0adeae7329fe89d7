using Beejan.Functions.Operations.Freshness;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>What should have come, and whether its absence is unusual.</summary>
public sealed class DeliveryHistoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Of_nobody_anything_is_expected_who_never_came()
    {
        Assert.That(DeliveryHistory.None.SilentSince, Is.Null);
        Assert.That(DeliveryHistory.None.ExpectedBy(Monday), Is.Zero);
        Assert.That(DeliveryHistory.None.IsUnusual(Monday), Is.False);
    }

    [Test]
    public void Expected_is_what_came_in_the_same_hours_of_the_weeks_before()
    {
        var history = Hourly(28);
        var last = history.SilentSince!.Value;
        Assert.That(last, Is.EqualTo(Monday.AddDays(28).AddHours(-1).AddMinutes(5)));
        Assert.That(history.ExpectedBy(last), Is.Zero);
        Assert.That(history.ExpectedBy(last.AddHours(5)), Is.EqualTo(5));
        Assert.That(history.ExpectedBy(last.AddDays(7)), Is.EqualTo(168));
        Assert.That(history.ExpectedBy(last.AddDays(14)), Is.EqualTo(336), "a silence longer than a week goes on as the weeks did");
    }

    [Test]
    public void Nothing_is_expected_while_there_are_not_two_weeks_to_go_by()
    {
        Assert.That(Hourly(13).ExpectedBy(Monday.AddDays(20)), Is.Zero);
        Assert.That(Hourly(15).ExpectedBy(Monday.AddDays(16)), Is.GreaterThan(0));
    }

    [Test]
    public void Nothing_is_expected_at_a_time_at_which_nothing_came_in_one_of_the_weeks()
    {
        // Days only, from 8 to 18.
        var days = History(at => at.Hour is >= 8 and < 18);
        Assert.That(days.ExpectedBy(Monday.AddDays(28).AddHours(8)), Is.Zero, "the night");
        Assert.That(days.ExpectedBy(Monday.AddDays(28).AddHours(12)), Is.EqualTo(4), "the morning");

        // One Friday in four was busy.
        var burst = new DeliveryHistory([.. Enumerable.Range(0, 27).Select(day => Monday.AddDays(day)), .. Enumerable.Range(0, 200).Select(slot => Monday.AddDays(27).AddMinutes(5 * slot))]);
        Assert.That(burst.ExpectedBy(burst.SilentSince!.Value.AddDays(7)), Is.EqualTo(7));
    }

    [Test]
    public void A_silence_is_unusual_when_twice_as_much_is_missing_as_in_any_other()
    {
        Assert.That(Hourly(28).IsUnusual(Monday.AddDays(28).AddMinutes(10)), Is.True);

        // Three hours were missing once, and it came back. In the other weeks they held three deliveries each, nine in all.
        var outage = History(at => at < Monday.AddDays(10) || at >= Monday.AddDays(10).AddHours(3));
        var last = outage.SilentSince!.Value;
        Assert.That(outage.IsUnusual(last.AddHours(4)), Is.False);
        Assert.That(outage.IsUnusual(last.AddHours(5)), Is.True);
    }

    private static DeliveryHistory Hourly(int days) => History(_ => true, days);

    private static DeliveryHistory History(Func<DateTimeOffset, bool> came, int days = 28)
        => new([.. Enumerable.Range(0, 24 * days).Select(hour => Monday.AddHours(hour)).Where(came)]);
}
