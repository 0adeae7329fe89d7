using Beejan.Functions.Cleaning;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class LocalTimeTests
{
    private static readonly string[] Format = ["yyyy-MM-dd H:mm"];

    private static DateTime Read(string written)
        => LocalTime.TryReadExact(written, Format, out var local) ? local : throw new FormatException(written);

    [Test]
    public void A_time_is_read_in_the_declared_zone()
    {
        Assert.That(new LocalTime("Africa/Lagos").ToUtc(Read("2026-11-02 00:30"), out var utc), Is.EqualTo(TimeReading.Read));
        Assert.That(utc, Is.EqualTo(new DateTime(2026, 11, 1, 23, 30, 0, DateTimeKind.Utc)));
        Assert.That(utc!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public void A_time_that_came_twice_is_the_earlier_one_and_says_so()
    {
        Assert.That(new LocalTime("Europe/London").ToUtc(Read("2026-10-25 1:30"), out var utc), Is.EqualTo(TimeReading.Ambiguous));
        Assert.That(utc, Is.EqualTo(new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc)));
    }

    [Test]
    public void A_time_that_never_came_is_none()
    {
        Assert.That(new LocalTime("Europe/London").ToUtc(Read("2026-03-29 1:30"), out var utc), Is.EqualTo(TimeReading.Nonexistent));
        Assert.That(utc, Is.Null);
    }

    [TestCase("1066-10-14 9:00")]
    [TestCase("9999-12-31 23:59")]
    public void A_year_that_nobody_telephoned_in_is_implausible(string written)
        => Assert.That(new LocalTime("UTC").ToUtc(Read(written), out _), Is.EqualTo(TimeReading.Implausible));

    [TestCase("02-11-2026 9:00")]
    [TestCase("2026-02-30 9:00")]
    [TestCase("")]
    public void Anything_but_a_declared_format_is_unreadable(string written)
        => Assert.That(LocalTime.TryReadExact(written, Format, out _), Is.False);

    [TestCase("2026-11-02T10:15:00Z", "2026-11-02T10:15:00Z")]
    [TestCase("2026-11-02T10:15:00.123456+01:00", "2026-11-02T09:15:00.123456Z")]
    public void Rfc_3339_is_read_with_its_offset(string written, string expected)
    {
        Assert.That(Rfc3339.TryParse(written, out var utc), Is.True);
        Assert.That(utc, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime));
    }

    [TestCase("2026-11-02T10:15:00", Description = "no zone is guessed")]
    [TestCase("yesterday")]
    public void Rfc_3339_without_an_offset_is_refused(string written) => Assert.That(Rfc3339.TryParse(written, out _), Is.False);

    [TestCase(1742667604, "2025-03-22T18:20:04Z")]
    [TestCase(1742667604000, "2025-03-22T18:20:04Z", Description = "milliseconds")]
    public void A_count_from_1970_is_seconds_or_milliseconds(long count, string expected)
        => Assert.That(Epoch.ToUtc(count), Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime));

    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    [TestCase(9_999_999_999_999_999)]
    public void A_count_that_no_complaint_can_come_from_is_none(long count) => Assert.That(Epoch.ToUtc(count), Is.Null);

    // A time's offset is taken for the next one, too, where that is certain: whoever asks first must not matter.
    [TestCase("Europe/London")]
    [TestCase("Pacific/Apia")] // which left out a day
    [TestCase("Africa/Lagos")]
    public void What_was_asked_before_changes_nothing(string zone)
    {
        var asked = new LocalTime(zone);
        Gen.DateTime[new DateTime(1990, 1, 1), new DateTime(2040, 1, 1)].Sample(local =>
        {
            local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
            var expected = (new LocalTime(zone).ToUtc(local, out var utc), utc);
            Assert.That((asked.ToUtc(local, out var other), other), Is.EqualTo(expected), $"{local:O}");
            Assert.That((asked.ToUtc(local, out other), other), Is.EqualTo(expected), $"{local:O} again");
        }, iter: 20_000, threads: 1);
    }
}
