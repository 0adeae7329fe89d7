using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs.Layouts;

/// <summary>The short way must say what the long one says, or nothing.</summary>
public sealed class FixedTimeTests
{
    private static readonly Gen<string> Written = Gen.Select(
        Gen.Int[0, 40].Array[5],
        Gen.Int[0, 9999],
        Gen.OneOf("-", "/", "."),
        Gen.OneOf(" ", "T"),
        Gen.OneOf("", "Z", "+0100", ".5"),
        Gen.Bool,
        (n, year, separator, between, end, isYearFirst) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(isYearFirst ? $"{year:0000}{separator}{n[0]:00}{separator}{n[1]:00}" : $"{n[0]:00}{separator}{n[1]:00}{separator}{year:0000}")}{between}{n[2]:00}:{n[3]:00}:{n[4]:00}{end}"));

    [Test]
    public void It_reads_what_the_layouts_formats_read()
        => Written.Select(Gen.OneOf(DateOrder.YearFirst, DateOrder.DayFirst, DateOrder.MonthFirst)).Sample((text, order) =>
        {
            if (FixedTime.TryRead(text, order, out var local, out var isUtc))
            {
                var isDate = LocalTime.TryReadExact(text.AsSpan(0, 10), DateFormats.Of(order), out var day);
                var isTime = TimeOfDay.TryRead(text.AsSpan(11), '.', out var time, out var offset);
                Assert.That((isDate, isTime, day + time, offset == TimeSpan.Zero), Is.EqualTo((true, true, local, isUtc)), $"{text}, {order}");
            }
        }, iter: 100_000);

    [TestCase("2026-11-29 08:15:00", nameof(DateOrder.YearFirst), false)]
    [TestCase("2026/11/29T08:15:00Z", nameof(DateOrder.YearFirst), true)]
    [TestCase("29.11.2026 08:15:00", nameof(DateOrder.DayFirst), false)]
    [TestCase("11/29/2026 08:15:00", nameof(DateOrder.MonthFirst), false)]
    public void Most_times_are_read_the_short_way(string text, string order, bool isUtc)
    {
        Assert.That(FixedTime.TryRead(text, Enum.Parse<DateOrder>(order), out var local, out var saysUtc), Is.True);
        Assert.That((local, saysUtc), Is.EqualTo((new DateTime(2026, 11, 29, 8, 15, 0), isUtc)));
    }

    [TestCase("2026-02-30 08:15:00")]
    [TestCase("2026-11-29 24:00:00")]
    [TestCase("0000-11-29 08:15:00")]
    [TestCase("2026-11/29 08:15:00")]
    [TestCase("29-11-2026 08:15:00")]
    [TestCase("2026-11-29 8:15:00")]
    public void What_it_does_not_know_is_left_to_the_long_way(string text) => Assert.That(FixedTime.TryRead(text, DateOrder.YearFirst, out _, out _), Is.False);
}
