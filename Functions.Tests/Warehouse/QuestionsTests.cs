using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>The views that answer what analysts ask, each on a case small enough to count by hand.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class QuestionsTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private const int Day = 24 * 60;
    private static readonly DateTime Start = CleanRow.Start;

    private static readonly string[] Views =
        ["complaint_trend", "backlog", "open_complaint", "time_to_resolve", "first_contact_resolution", "repeat_complainer", "channel_shift", "agent_performance", "customer_link"];

    [Test]
    public async Task A_trend_has_every_day_of_every_channel_and_compares_with_the_week_before()
    {
        await LoadAsync(
            new CleanRow("1", 0) { OpenedAt = Start },
            new CleanRow("2", 0) { OpenedAt = Start.AddHours(14) },
            new CleanRow("3", 0) { OpenedAt = Start.AddDays(2), Channel = "web" },
            new CleanRow("4", 0) { OpenedAt = Start.AddDays(9), Rank = 2 },
            new CleanRow("5", 0));

        var trend = Store.Query("SELECT day, channel, complaints, removed, average_7_days, complaints_week_before FROM mart.complaint_trend ORDER BY day, channel");
        Assert.That(trend, Has.Count.EqualTo(2 * 10), "from the first day to the last, whichever channel they are of");
        Assert.That(trend.Where(row => row.Contains("|phone|", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "2026-11-20|phone|2|0|null|null", "2026-11-21|phone|0|0|null|null", "2026-11-22|phone|0|0|null|null", "2026-11-23|phone|0|0|null|null",
            "2026-11-24|phone|0|0|null|null", "2026-11-25|phone|0|0|null|null", "2026-11-26|phone|0|0|0.2857142857142857|null",
            "2026-11-27|phone|0|0|0|2", "2026-11-28|phone|0|0|0|0", "2026-11-29|phone|1|1|0.14285714285714285|0",
        }));
        Assert.That(trend, Has.Some.EqualTo("2026-11-29|web|0|0|0|1").And.Some.EqualTo("2026-11-28|web|0|0|0.14285714285714285|0"));
    }

    [Test]
    public async Task A_backlog_follows_each_turn_of_its_complaints_and_ends_with_what_is_open()
    {
        await LoadAsync(
            new CleanRow("turns", 0) { OpenedAt = Start, IsResolved = false },
            new CleanRow("turns", Day + 60) { IsResolved = true, ResolvedAt = Start.AddDays(2) },
            new CleanRow("turns", Day + 90) { IsResolved = true, ResolvedAt = Start.AddDays(1) }, // a correction is no second resolution
            new CleanRow("turns", 3 * Day) { IsResolved = false },
            new CleanRow("turns", 4 * Day) { IsResolved = true },
            new CleanRow("taken back", 0) { OpenedAt = Start, IsResolved = false },
            new CleanRow("taken back", 2 * Day) { Rank = 2 },
            new CleanRow("taken back after it was resolved", 0) { OpenedAt = Start.AddDays(2), IsResolved = true, ResolvedAt = Start.AddDays(2) },
            new CleanRow("taken back after it was resolved", 5 * Day) { Rank = 2 },
            new CleanRow("resolved before it was made", 0) { OpenedAt = Start.AddDays(2), IsResolved = true, ResolvedAt = Start.AddDays(1) },
            new CleanRow("nobody knows", 0) { OpenedAt = Start },
            new CleanRow("when?", 0) { IsResolved = false },
            new CleanRow("open", 0) { OpenedAt = Start.AddDays(4), IsResolved = false });

        Assert.That(
            Store.Query("SELECT day, channel, opened, resolved, resolved_untimed, reopened, removed, open_at_end FROM mart.backlog ORDER BY day, channel"),
            Is.EqualTo(new[]
            {
                "2026-11-20|phone|2|0|0|0|0|2", "2026-11-21|phone|0|1|0|0|0|1", "2026-11-22|phone|2|2|0|0|1|0",
                "2026-11-23|phone|0|0|0|1|0|1", "2026-11-24|phone|1|1|1|0|0|1",
            }));
        Assert.That(Store.Query("SELECT source_id, day FROM mart.open_complaint ORDER BY source_id"), Is.EqualTo(new[] { "open|2026-11-24", "when?|null" }));
    }

    [Test]
    public async Task Times_to_resolve_are_times_that_occurred()
    {
        await LoadAsync(
        [
            .. Enumerable.Range(1, 10).Select(i => new CleanRow($"{i}", 0) { OpenedAt = Start, IsResolved = true, ResolvedAt = Start.AddSeconds(10 * i), Topic = "billing" }),
            new CleanRow("11", 0) { OpenedAt = Start, IsResolved = true, ResolvedAt = new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc), Topic = "billing" },
            new CleanRow("12", 0) { OpenedAt = Start, IsResolved = true, ResolvedAt = Start.AddSeconds(7), Topic = "network" },
            new CleanRow("13", 0) { OpenedAt = Start, IsResolved = true, ResolvedAt = Start.AddSeconds(-7), Topic = "network" },
            new CleanRow("14", 0) { OpenedAt = Start, IsResolved = true, Topic = "network" },
        ]);

        Assert.That(
            Store.Query("SELECT month, channel, topic, resolved, average_seconds, median_seconds, p90_seconds FROM mart.time_to_resolve ORDER BY month, channel, topic"),
            Is.EqualTo(new[] { "2026-11-01|phone|billing|10|55|50|90", "2026-11-01|phone|network|1|7|7|7", "2026-12-01|phone|billing|1|918000|918000|918000" }));
    }

    [Test]
    public async Task A_first_contact_settles_what_the_customer_does_not_come_back_for_within_a_week_of_its_resolution()
    {
        var resolved = new CleanRow("", 0) { OpenedAt = Start, IsResolved = true, ResolvedAt = Start.AddDays(1), Topic = "billing" };
        var again = resolved with { IsResolved = null, ResolvedAt = null, Channel = "web" };
        await LoadAsync(
            resolved with { Id = "1", Phone = "+2348031230001" },
            resolved with { Id = "2", Phone = "+2348031230002" }, // came back, to the second
            again with { Id = "2b", Phone = "+2348031230002", OpenedAt = Start.AddDays(8) },
            resolved with { Id = "3", Phone = "+2348031230003" }, // came back later than that
            again with { Id = "3b", Phone = "+2348031230003", OpenedAt = Start.AddDays(8).AddSeconds(1) },
            resolved with { Id = "4", Phone = "+2348031230004" }, // with something else
            again with { Id = "4b", Phone = "+2348031230004", OpenedAt = Start.AddDays(2), Topic = "network" },
            resolved with { Id = "5", Phone = "+2348031230005" }, // and took it back
            again with { Id = "5b", Phone = "+2348031230005", OpenedAt = Start.AddDays(2), Rank = 2 },
            resolved with { Id = "6", Phone = "+2348031230006", ResolvedAt = null }, // resolved some time
            again with { Id = "6b", Phone = "+2348031230006", OpenedAt = Start.AddDays(7) },
            resolved with { Id = "7", Phone = "+2348031230007", ResolvedAt = Start.AddDays(4) }, // came back before it was resolved
            again with { Id = "7b", Phone = "+2348031230007", OpenedAt = Start.AddDays(1) },
            resolved with { Id = "8" },
            resolved with { Id = "9", Rank = 2 },
            resolved with { Id = "10", Phone = "+2348031230010", IsResolved = false, ResolvedAt = null });

        Assert.That(
            Store.Query("SELECT month, channel, complaints, resolved, not_judgeable, at_first_contact, first_contact_share FROM mart.first_contact_resolution ORDER BY month, channel"),
            Is.EqualTo(new[] { "2026-11-01|phone|9|8|1|4|0.5714285714285714" }));
    }

    [Test]
    public async Task What_was_opened_again_was_not_settled_by_the_first_contact_and_shows_in_the_agents_day()
    {
        var row = new CleanRow("1", 0) { OpenedAt = Start, Phone = "+2348031230001", Agent = "Ada", IsResolved = true, ResolvedAt = Start.AddMinutes(1) };
        await LoadAsync(row, row with { Minute = 5, IsResolved = false, ResolvedAt = null }, row with { Minute = 9, ResolvedAt = Start.AddMinutes(9) }, row with { Id = "2", Phone = "+2348031230002" }, row with { Id = "3", Phone = null, IsResolved = null, ResolvedAt = null });

        Assert.That(Store.One("SELECT resolved, at_first_contact, first_contact_share FROM mart.first_contact_resolution"), Is.EqualTo("2|1|0.5"));
        Assert.That(
            Store.One("SELECT day, agent, complaints, resolved, average_resolution_seconds, median_resolution_seconds, reopened, reopened_share FROM mart.agent_performance"),
            Is.EqualTo("2026-11-20|Ada|3|2|300|60|1|0.5"));
    }

    [Test]
    public async Task A_repeat_complainer_is_a_known_customer_with_more_than_one_complaint_that_stands()
    {
        var row = new CleanRow("1", 0) { Phone = "+2348031230001", OpenedAt = Start };
        await LoadAsync(
            row with { IsResolved = false },
            row with { Id = "2", OpenedAt = Start.AddDays(30), Channel = "web", IsResolved = true },
            row with { Id = "3", OpenedAt = Start.AddDays(60).AddSeconds(1) },
            row with { Id = "4", OpenedAt = null, IsResolved = false },
            row with { Id = "5", OpenedAt = Start.AddDays(90), Rank = 2 },
            new CleanRow("6", 0) { Phone = "+2348031230002", OpenedAt = Start },
            new CleanRow("7", 0) { OpenedAt = Start },
            new CleanRow("8", 0) { OpenedAt = Start });

        Assert.That(
            Store.Query("SELECT complaints, channels, channel_names, first_opened_at, last_opened_at, within_30_days, still_open FROM mart.repeat_complainer"),
            Is.EqualTo(new[] { "4|2|phone, web|2026-11-20 09:00:00|2027-01-19 09:00:01|1|2" }));
    }

    [Test]
    public async Task A_shift_is_the_change_of_a_channels_share_and_who_came_over_to_it()
    {
        var november = new CleanRow("1", 0) { OpenedAt = Start };
        var january = november with { OpenedAt = Start.AddDays(60), Channel = "web" };
        await LoadAsync(
            november with { Phone = "+2348031230001" },
            november with { Id = "2", Phone = "+2348031230002" },
            november with { Id = "3" },
            november with { Id = "4", Channel = "web" },
            january with { Id = "5", Phone = "+2348031230001" }, // from the phone, twice the same customer
            january with { Id = "6", Phone = "+2348031230001", OpenedAt = Start.AddDays(61), Channel = "phone" },
            january with { Id = "7", Phone = "+2348031230001", OpenedAt = Start.AddDays(62) },
            january with { Id = "8" },
            new CleanRow("9", 0));

        Assert.That(
            Store.Query("SELECT month, channel, complaints, share, change_in_points, customers_from_another_channel FROM mart.channel_shift ORDER BY month, channel"),
            Is.EqualTo(new[]
            {
                "2026-11-01|phone|3|0.75|null|0", "2026-11-01|web|1|0.25|null|0",
                "2026-12-01|phone|0|null|null|0", "2026-12-01|web|0|null|null|0",
                "2027-01-01|phone|1|0.25|null|1", "2027-01-01|web|3|0.75|null|1",
            }));
    }

    [Test]
    public async Task Test_numbers_are_in_none_of_them()
    {
        const string Number = "+2348031230001";
        await LoadEverywhereAsync(Number);
        foreach (var view in Views)
        {
            Assert.That(Store.Query($"SELECT * FROM mart.{view}"), Is.Not.Empty, view);
        }

        await using var excluding = Reopen(new WarehouseOptions { TestNumbers = Number });
        await excluding.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        Assert.That(Views.Where(view => Store.Query($"SELECT * FROM mart.{view}").Count > 0), Is.EqualTo(new[] { "complaint_trend", "channel_shift" }), "of the fourth complaint alone");
    }

    [Test]
    public async Task Days_and_months_are_UTC_in_whatever_zone_they_are_asked_for()
    {
        await LoadEverywhereAsync("+2348031230001");
        foreach (var query in Views.Except(["open_complaint", "repeat_complainer", "customer_link"]).Select(view => $"SELECT * FROM mart.{view}").Append("SELECT opened_hour, opened_weekday FROM ml.complaint_features"))
        {
            using var connection = Store.Connect();
            connection.Open();
            connection.Execute("SET TimeZone = 'Pacific/Kiritimati'", default);
            var there = connection.Query(query, row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i))), default);
            connection.Execute("SET TimeZone = 'UTC'", default);
            Assert.That(there.Order(), Is.EqualTo(connection.Query(query, row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i))), default).Order()), query);
        }
    }

    // Of one customer, near the end of a month; and one complaint of another.
    private Task LoadEverywhereAsync(string number)
    {
        var row = new CleanRow("1", 0) { Phone = number, Agent = "Ada", OpenedAt = new DateTime(2026, 11, 30, 23, 30, 0, DateTimeKind.Utc), IsResolved = false };
        return LoadAsync(
            row,
            row with { Id = "2", Channel = "web", IsResolved = true, ResolvedAt = new DateTime(2026, 11, 30, 23, 45, 0, DateTimeKind.Utc) },
            row with { Id = "3", IsResolved = true, Email = "ada@example.com" },
            new CleanRow("4", 0) { Email = "ada@example.com", OpenedAt = Start });
    }

    // A file for each row, the newest first: orders don't matter here, as elsewhere.
    private async Task LoadAsync(params CleanRow[] rows)
    {
        foreach (var (row, i) in rows.Select((row, i) => (row, i)).Reverse())
        {
            await Store.LoadAsync(Files.Write($"f{i}", row));
        }
    }
}
