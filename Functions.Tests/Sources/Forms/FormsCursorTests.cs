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
        => Assert.That(Walk(new FormsCursor(), Utc("2026-11-02T10:00"), Zoned), Is.EqualTo(new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00"), Bound = Utc("2026-11-02T09:00") }));

    [TestCase("2026-11-02T09:59", "2026-11-02T09:00", Description = "a busy table: the last walk's bound")]
    [TestCase("2026-11-02T08:00", "2026-11-02T08:00", Description = "a quiet one: its newest row")]
    public void The_next_walk_begins_with_the_bound_or_the_newest_row(string newest, string from)
    {
        var ended = Ended("2026-11-02T10:00", Hour, Utc(newest)) with { From = Utc("2026-11-01T00:00") };
        Assert.That(
            Walk(ended, Utc("2026-11-02T10:15"), Zoned),
            Is.EqualTo(new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:15"), Bound = Utc("2026-11-02T09:15"), From = Utc(from), Newest = Utc(newest) }));
    }

    [Test]
    public void Where_the_bound_is_unknown_the_one_before_holds_on()
    {
        var ended = Ended("2026-11-02T10:00", Hour, Utc("2026-11-02T09:59"));
        var next = ended.Walk(Utc("2026-11-02T10:15"), null, Zoned, "order");
        Assert.That((next.From, next.Bound), Is.EqualTo((Utc("2026-11-02T09:00"), Utc("2026-11-02T09:00"))));
        Assert.That(next.Walk(Utc("2026-11-02T10:30"), Utc("2026-11-02T10:29"), Zoned, "order").From, Is.EqualTo(Utc("2026-11-02T09:00")));
        Assert.That((ended with { Bound = null }).Walk(Utc("2026-11-02T10:15"), null, Zoned, "order").From, Is.Null, "nor was there one: from the beginning");
    }

    [Test]
    public void A_column_of_days_is_read_from_the_day_of_the_bound()
    {
        var ended = Ended("2026-11-02T00:30", TimeSpan.FromMinutes(1), DateTime.MaxValue);
        Assert.That(Walk(ended, Utc("2026-11-02T10:15"), new FormsTime(hasZone: false, new LocalTime("UTC"), isByDay: true)).From, Is.LessThanOrEqualTo(Wall("2026-11-02T00:00")));
    }

    [Test]
    public void A_cut_walk_goes_on_and_keeps_its_start()
    {
        var cut = new FormsCursor { WalkStartedAt = Utc("2026-11-02T10:00"), From = Utc("2026-11-01T00:00"), Newest = Utc("2026-11-02T07:00"), After = new FormsPlace(Utc("2026-11-02T07:00"), "7", "order") };
        Assert.That(Walk(cut, Utc("2026-11-02T10:15"), Zoned), Is.EqualTo(cut));
        Assert.That(cut.Walk(Utc("2026-11-02T10:15"), Utc("2026-11-02T10:14"), Zoned, "another order"), Is.EqualTo(cut with { After = null }));
    }

    [Test]
    public void A_clock_that_was_set_back_opens_no_gap()
    {
        var ended = Ended("2026-11-02T10:00", Hour, Utc("2026-11-02T10:00"));
        Assert.That(Walk(ended, Utc("2026-11-02T08:00"), Zoned).From, Is.EqualTo(Utc("2026-11-02T08:00")), "the clock now, before the bound");
    }

    // New York, where 1 November 2026 has 01:00 to 02:00 twice, from 05:00 and from 06:00 UTC on.
    [TestCase("2026-11-01T04:50", "2026-11-01T05:05", "2026-10-31T23:50")]
    [TestCase("2026-11-01T05:50", "2026-11-01T05:59", "2026-11-01T00:50")]
    [TestCase("2026-11-01T05:50", "2026-11-01T06:05", "2026-11-01T00:50", Description = "an hour's lag spans the hour that comes twice")]
    [TestCase("2026-11-01T07:50", "2026-11-01T08:05", "2026-11-01T01:50")]
    public void Nasty75_In_the_night_the_clock_is_set_back_nothing_falls_between_two_walks(string last, string next, string from)
    {
        Assert.That(Walk(Ended(last, Hour, DateTime.MaxValue), Utc(next), Local).From, Is.EqualTo(Wall(from)));
    }

    [TestCase("2026-11-01T05:50", "2026-11-01T06:05", "2026-11-01T01:00", Description = "the second 01:00, which the short lag alone would miss")]
    [TestCase("2026-11-01T05:50", "2026-11-01T05:59", "2026-11-01T01:40")]
    public void A_lag_shorter_than_the_hour_that_comes_twice_is_widened(string last, string next, string from)
    {
        Assert.That(Walk(Ended(last, TimeSpan.FromMinutes(10), DateTime.MaxValue), Utc(next), Local).From, Is.EqualTo(Wall(from)));
    }

    [Test]
    public void A_column_that_gets_a_zone_or_loses_it_is_read_on_at_the_same_instant()
    {
        var local = Ended("2026-07-02T20:00", Hour, Wall("2026-07-02T08:00"));
        Assert.That(Walk(local, Utc("2026-07-02T21:00"), Zoned).From, Is.EqualTo(Utc("2026-07-02T12:00")).And.Property("Kind").EqualTo(DateTimeKind.Utc));
        var zoned = Ended("2026-07-02T20:00", Hour, Utc("2026-07-02T12:00"));
        Assert.That(Walk(zoned, Utc("2026-07-02T21:00"), Local).From, Is.EqualTo(Wall("2026-07-02T08:00")).And.Property("Kind").EqualTo(DateTimeKind.Unspecified));
    }

    private static FormsCursor Ended(string startedAt, TimeSpan lag, DateTime newest) => new() { WalkStartedAt = Utc(startedAt), Bound = Utc(startedAt) - lag, Newest = newest };

    private static FormsCursor Walk(FormsCursor cursor, DateTime now, FormsTime time) => cursor.Walk(now, now - Hour, time, "order");

    private static FormsTime Zoned => new(hasZone: true, new LocalTime("America/New_York"));

    private static FormsTime Local => new(hasZone: false, new LocalTime("America/New_York"));

    private static DateTime Utc(string text) => DateTime.SpecifyKind(Wall(text), DateTimeKind.Utc);

    private static DateTime Wall(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
