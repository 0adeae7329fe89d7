using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Forms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Where a walk begins.</summary>
public sealed class FormsCursorTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void The_first_walk_begins_at_the_beginning()
        => Assert.That(new FormsCursor().Walk(Utc("2026-11-02T10:00"), Zoned, Hour, "order"), Is.EqualTo(new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00") }));

    [TestCase("2026-11-02T09:59", "2026-11-02T09:00", Description = "a busy table: the lag before the last walk began")]
    [TestCase("2026-11-02T08:00", "2026-11-02T08:00", Description = "a quiet one: its newest row")]
    public void The_next_walk_begins_with_the_lag_or_the_newest_row(string newest, string from)
    {
        var ended = new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00"), From = Utc("2026-11-01T00:00"), Newest = Utc(newest) };
        Assert.That(
            ended.Walk(Utc("2026-11-02T10:15"), Zoned, Hour, "order"),
            Is.EqualTo(new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:15"), From = Utc(from), Newest = Utc(newest) }));
    }

    [Test]
    public void A_cut_walk_goes_on_and_keeps_its_start()
    {
        var cut = new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00"), From = Utc("2026-11-01T00:00"), Newest = Utc("2026-11-02T07:00"), After = new FormsPlace(Utc("2026-11-02T07:00"), "7", "order") };
        Assert.That(cut.Walk(Utc("2026-11-02T10:15"), Zoned, Hour, "order"), Is.EqualTo(cut));
        Assert.That(cut.Walk(Utc("2026-11-02T10:15"), Zoned, Hour, "another order"), Is.EqualTo(cut with { After = null }));
    }

    [Test]
    public void A_clock_that_was_set_back_opens_no_gap()
    {
        var ended = new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00"), Newest = Utc("2026-11-02T10:00") };
        Assert.That(ended.Walk(Utc("2026-11-02T08:00"), Zoned, Hour, "order").From, Is.EqualTo(Utc("2026-11-02T07:00")));
    }

    // Nasty input 75: New York, where 1 November 2026 has 01:00 to 02:00 twice, from 05:00 and from 06:00 UTC on.
    [TestCase("2026-11-01T04:50", "2026-11-01T05:05", "2026-10-31T23:50")]
    [TestCase("2026-11-01T05:50", "2026-11-01T05:59", "2026-11-01T00:50")]
    [TestCase("2026-11-01T05:50", "2026-11-01T06:05", "2026-11-01T00:50", Description = "an hour's lag spans the hour that comes twice")]
    [TestCase("2026-11-01T07:50", "2026-11-01T08:05", "2026-11-01T01:50")]
    public void In_the_night_the_clock_is_set_back_nothing_falls_between_two_walks(string last, string next, string from)
    {
        var ended = new FormsCursor { WalkStartedAt = Utc(last), Newest = DateTime.MaxValue };
        Assert.That(ended.Walk(Utc(next), Local, Hour, "order").From, Is.EqualTo(Wall(from)));
    }

    [TestCase("2026-11-01T05:50", "2026-11-01T06:05", "2026-11-01T01:00", Description = "the second 01:00, which the short lag alone would miss")]
    [TestCase("2026-11-01T05:50", "2026-11-01T05:59", "2026-11-01T01:40")]
    public void A_lag_shorter_than_the_hour_that_comes_twice_is_widened(string last, string next, string from)
    {
        var ended = new FormsCursor { WalkStartedAt = Utc(last), Newest = DateTime.MaxValue };
        Assert.That(ended.Walk(Utc(next), Local, TimeSpan.FromMinutes(10), "order").From, Is.EqualTo(Wall(from)));
    }

    [Test]
    public void A_column_that_gets_a_zone_or_loses_it_is_read_on_at_the_same_instant()
    {
        var local = new FormsCursor { WalkStartedAt = Utc("2026-07-02T20:00"), Newest = Wall("2026-07-02T08:00") };
        Assert.That(local.Walk(Utc("2026-07-02T21:00"), Zoned, Hour, "order").From, Is.EqualTo(Utc("2026-07-02T12:00")).And.Property("Kind").EqualTo(DateTimeKind.Utc));
        var zoned = new FormsCursor { WalkStartedAt = Utc("2026-07-02T20:00"), Newest = Utc("2026-07-02T12:00") };
        Assert.That(zoned.Walk(Utc("2026-07-02T21:00"), Local, Hour, "order").From, Is.EqualTo(Wall("2026-07-02T08:00")).And.Property("Kind").EqualTo(DateTimeKind.Unspecified));
    }

    private static FormsTime Zoned => new(hasZone: true, new LocalTime("America/New_York"));

    private static FormsTime Local => new(hasZone: false, new LocalTime("America/New_York"));

    private static DateTime Utc(string text) => DateTime.SpecifyKind(Wall(text), DateTimeKind.Utc);

    private static DateTime Wall(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
