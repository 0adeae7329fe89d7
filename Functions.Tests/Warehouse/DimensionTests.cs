using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class DimensionTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task What_is_not_known_leads_to_the_unknown_member()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Agent = " ", Category = "", City = "" }));

        Assert.That(
            Store.One("SELECT day, channel, customer_known_by, agent, category, city, region, postcode, country FROM mart.complaint"),
            Is.EqualTo("null|phone|unknown|unknown|unknown|unknown|unknown|unknown|unknown"));
        Assert.That(
            Store.One("SELECT date_key, customer_key = agent_key AND agent_key = category_key AND category_key = location_key FROM mart.fact_complaint"),
            Is.EqualTo("0|True"));
        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.Empty);
    }

    [Test]
    public async Task Keys_are_hashes_that_another_engine_computes_too()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Phone = "+2348031234567", Agent = "Ada", City = "Ìbàdàn" }));

        Assert.That(
            Store.One("SELECT complaint_key, channel_key, customer_key, agent_key, location_key FROM mart.fact_complaint"),
            Is.EqualTo(string.Join(
                '|',
                Key("calllogs:4:main:1"), Key("channel:phone"), Key("phone:+2348031234567"), Key("agent:8:calllogs4:mainAda"), Key("location:6:Ìbàdàn---"))));
    }

    [Test]
    public async Task A_customer_is_a_phone_number_else_an_email_address_and_nobody_is_merged()
    {
        await Store.LoadAsync(Files.Write(
            "a",
            new CleanRow("1", 0) { Phone = "+2348031234567", Email = "ada@example.com" },
            new CleanRow("2", 0) { Email = "ada@example.com" },
            new CleanRow("3", 0) { Phone = "+2348031234567" }));

        Assert.That(
            Store.Query("SELECT source_id, customer_known_by, customer_phone, customer_email FROM mart.complaint ORDER BY 1"),
            Is.EqualTo(["1|phone|+2348031234567|null", "2|email|null|ada@example.com", "3|phone|+2348031234567|null"]));
        Assert.That(Store.One("SELECT count(*) FROM mart.dim_customer"), Is.EqualTo("3"));
    }

    [Test]
    public async Task A_member_that_a_row_brings_that_stands_in_the_file_twice_is_there()
    {
        await Store.LoadAsync(Files.Write(
            "a",
            new CleanRow("1", 0) { Agent = "Ada", OpenedAt = CleanRow.Start, Record = 2 },
            new CleanRow("1", 0) { Agent = "Ada", OpenedAt = CleanRow.Start, Record = 1 }));

        Assert.That(Store.One("SELECT agent FROM mart.complaint"), Is.EqualTo("Ada"));
        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.Empty);
    }

    [Test]
    public async Task Equal_names_in_two_accounts_are_two_agents()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Agent = "Ada" }, new CleanRow("2", 0) { Agent = "Ada", Account = "other" }));

        Assert.That(
            Store.Query("SELECT source, account, agent FROM mart.dim_agent ORDER BY 1, 2"),
            Is.EqualTo(["calllogs|main|Ada", "calllogs|other|Ada", "unknown|unknown|unknown"]));
    }

    [Test]
    public async Task Parts_of_a_location_do_not_run_together()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { City = "a", Region = "bc" }, new CleanRow("2", 0) { City = "ab", Region = "c" }));

        Assert.That(Store.One("SELECT count(DISTINCT location_key) FROM mart.fact_complaint"), Is.EqualTo("2"));
    }

    [Test]
    public async Task Days_are_UTC_days_of_whole_calendar_years()
    {
        var newYear = new DateTime(2024, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { OpenedAt = newYear }, new CleanRow("2", 0) { OpenedAt = newYear.AddYears(2) }));

        Assert.That(Store.Query("SELECT date_key FROM mart.fact_complaint ORDER BY 1"), Is.EqualTo(["20241231", "20261231"]));
        Assert.That(Store.Query("SELECT year, count(*) FROM mart.dim_date WHERE year IS NOT NULL GROUP BY 1 ORDER BY 1"), Is.EqualTo(["2024|366", "2026|365"]));
        Assert.That(
            Store.One("SELECT * FROM mart.dim_date WHERE date_key = 20241230"),
            Is.EqualTo("20241230|2024-12-30|2024|4|12|December|30|2025|1|1|Monday|False"));
        Assert.That(Store.One("SELECT weekday_name, is_weekend, iso_week FROM mart.dim_date WHERE date_key = 20241229"), Is.EqualTo("Sunday|True|52"));
        Assert.That(Store.One("SELECT date_key, day, month_name FROM mart.dim_date WHERE day IS NULL"), Is.EqualTo("0|null|unknown"));
    }

    [Test]
    public async Task A_complaint_that_moves_to_another_day_or_channel_moves_in_the_daily_figures()
    {
        await Store.LoadAsync(Files.Write(
            "a",
            new CleanRow("1", 5) { OpenedAt = CleanRow.Start, Status = "Solved", IsResolved = true },
            new CleanRow("2", 5) { OpenedAt = CleanRow.Start }));
        Assert.That(Days(), Is.EqualTo(["2026-11-20|phone|2|1|0"]));

        await Store.LoadAsync(Files.Write("b", new CleanRow("1", 9) { OpenedAt = CleanRow.Start.AddDays(-3) }, new CleanRow("2", 9) { Channel = "web", Rank = 2 }));
        Assert.That(Days(), Is.EqualTo(["2026-11-17|phone|1|1|0", "2026-11-20|web|1|0|1"]));
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
    }

    [Test]
    public void The_checks_find_what_is_wrong()
    {
        Store.Query("INSERT INTO mart.daily_complaints SELECT 20260101, channel_key, channel_key, channel_key, NULL, 1, 0, 0 FROM mart.dim_channel");

        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.EqualTo(["mart.daily_complaints.date_key|20260101"]));
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Has.Count.EqualTo(1));
    }

    private IReadOnlyList<string> Days() => Store.Query("SELECT day, channel, complaints, resolved, removed FROM mart.complaints_by_day ORDER BY 1, 2");

#pragma warning disable CA5351 // MD5 names members here; it guards nothing.
    private static string Key(string text) =>
        Guid.ParseExact(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text))), "N").ToString();
#pragma warning restore CA5351
}
