using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What versions of one complaint come to; each case in both orders of loading.</summary>
[TestFixture(WarehouseEngine.DuckDb, false)]
[TestFixture(WarehouseEngine.DuckDb, true)]
[TestFixture(WarehouseEngine.Postgres, false)]
[TestFixture(WarehouseEngine.Postgres, true)]
internal sealed class ReductionTests(WarehouseEngine engine, bool newestFirst) : WarehouseTest(engine)
{
    [Test]
    public async Task Text_is_the_newest_that_is_not_empty()
    {
        await LoadAsync(new CleanRow("1", 0) { Text = "first" }, new CleanRow("1", 1) { Text = "second" }, new CleanRow("1", 2) { Text = " " });

        Assert.That(Fact("text"), Is.EqualTo("second"));
    }

    [Test]
    public async Task A_redacted_text_keeps_the_older_one()
    {
        await LoadAsync(new CleanRow("1", 0) { Text = "my name is Ada" }, new CleanRow("1", 1) { Rank = 1, Text = "" });

        Assert.That(Fact("text, is_removed"), Is.EqualTo("my name is Ada|False"));
    }

    [Test]
    public async Task A_remove_blanks_the_text_and_keeps_the_rest()
    {
        await LoadAsync(new CleanRow("1", 0) { Text = "rude", Category = "billing", OpenedAt = CleanRow.Start }, new CleanRow("1", 1) { Rank = 2 });

        Assert.That(Fact("text, is_removed, category, day"), Is.EqualTo("null|True|billing|2026-11-20"));
    }

    [Test]
    public async Task A_remove_before_its_add_and_at_the_same_time_still_removes()
    {
        await LoadAsync(new CleanRow("1", 0) { Rank = 0, Text = "rude" }, new CleanRow("1", 0) { Rank = 1, Text = "ruder" }, new CleanRow("1", 0) { Rank = 2 });

        Assert.That(Fact("text, is_removed"), Is.EqualTo("null|True"));
    }

    [Test]
    public async Task An_edit_after_a_remove_takes_the_remove_back()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Text = "rude" }, new CleanRow("1", 1) { Rank = 2 }, new CleanRow("1", 2) { Rank = 1, Text = "polite" });

        Assert.That(Fact("text, is_removed"), Is.EqualTo("polite|False"));
    }

    [Test]
    public async Task An_edit_that_happened_before_the_remove_does_not()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Text = "rude" }, new CleanRow("1", 1) { Rank = 1, Text = "polite" }, new CleanRow("1", 2) { Rank = 2 });

        Assert.That(Fact("text, is_removed"), Is.EqualTo("null|True"));
    }

    [Test]
    public async Task Status_resolution_and_its_time_come_from_one_version()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Status = "Solved", IsResolved = true, ResolvedAt = CleanRow.Start.AddHours(1) },
            new CleanRow("1", 1) { Status = "Reopened", IsResolved = false },
            new CleanRow("1", 2) { Text = "still waiting" });

        Assert.That(Fact("status, is_resolved, resolved_at"), Is.EqualTo("Reopened|False|null"));
    }

    [Test]
    public async Task Location_comes_from_one_version_as_a_whole()
    {
        await LoadAsync(
            new CleanRow("1", 0) { City = "Ikeja", Region = "Lagos", Country = "NG" }, new CleanRow("1", 1) { City = "Kano" }, new CleanRow("1", 2));

        Assert.That(Fact("city, region, postcode, country"), Is.EqualTo("Kano|unknown|unknown|unknown"));
    }

    [Test]
    public async Task Agent_category_channel_and_customer_are_the_newest_known()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Agent = "Ada", Category = "billing", Phone = "+2348031234567", Channel = "phone" },
            new CleanRow("1", 1) { Agent = "Bola", Email = "ada@example.com", Channel = "web" },
            new CleanRow("1", 2) { Category = "network", Channel = "sms" });

        Assert.That(
            Fact("agent, category, channel, customer_known_by, customer_phone, customer_email"),
            Is.EqualTo("Bola|network|sms|email|null|ada@example.com"));
    }

    [Test]
    public async Task The_opening_comes_from_the_newest_add_so_that_an_export_can_correct_it()
    {
        await LoadAsync(
            new CleanRow("1", 0) { OpenedAt = CleanRow.Start },
            new CleanRow("1", 1) { OpenedAt = CleanRow.Start.AddDays(-400) },
            new CleanRow("1", 2),
            new CleanRow("1", 3) { Rank = 1, OpenedAt = CleanRow.Start });

        Assert.That(Fact("opened_at, day"), Is.EqualTo("2025-10-16 09:00:00|2025-10-16"));
    }

    [Test]
    public async Task The_opening_of_a_complaint_without_an_add_comes_from_the_oldest_version_that_has_it()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Rank = 1 },
            new CleanRow("1", 1) { Rank = 1, OpenedAt = CleanRow.Start.AddDays(-400) },
            new CleanRow("1", 2) { Rank = 1, OpenedAt = CleanRow.Start });

        Assert.That(Fact("opened_at, day"), Is.EqualTo("2025-10-16 09:00:00|2025-10-16"));
    }

    [Test]
    public async Task Equal_times_and_ranks_are_settled_by_rule_version_and_then_by_hash()
    {
        await LoadAsync(new CleanRow("1", 0) { Hash = "aa", Text = "lower hash" }, new CleanRow("1", 0) { Hash = "bb", Text = "higher hash" });
        Assert.That(Fact("text"), Is.EqualTo("higher hash"));

        await Store.LoadAsync(Files.Write("ruled", new CleanRow("1", 0) { Hash = "00", Text = "later rule" }) with { RuleVersion = 2 });
        Assert.That(Fact("text"), Is.EqualTo("later rule"));
    }

    [Test]
    public async Task A_version_known_from_two_raw_files_keeps_the_earliest()
    {
        var row = new CleanRow("1", 0) { Text = "same" };
        var early = Files.Write("early", row with { Record = 9 }) with { KnownAt = CleanFiles.KnownAt.AddHours(-1) };
        var late = Files.Write("late", row with { Record = 3 });

        await Store.LoadAsync(newestFirst ? late : early);
        await Store.LoadAsync(newestFirst ? early : late);

        Assert.That(
            Store.Query("SELECT raw_file, record_number, known_at FROM source.call_log"),
            Is.EqualTo([$"{early.RawFile}|9|2026-11-22 07:00:00"]));
    }

    [TestCase("n", 0)]
    [TestCase("r", 0)]
    [TestCase("nr", 0)]
    [TestCase("rn", 1)]
    [TestCase("rnnr", 1)]
    [TestCase("rnrn", 2)]
    [TestCase("r-n", 1)]
    [TestCase("nro", 1)]
    [TestCase("rno", 1)]
    [TestCase("o", 1)]
    [TestCase("noo", 1)]
    [TestCase("or", 1)]
    [TestCase("orn", 2)]
    [TestCase("-", null)]
    public async Task A_complaint_is_reopened_each_time_it_is_open_after_it_was_resolved(string statuses, int? reopened)
    {
        await LoadAsync([.. statuses.Select((status, i) => new CleanRow("1", i)
        {
            Status = status switch { 'o' => "Re-Opened", 'r' => "closed", 'n' => "open", _ => null },
            IsResolved = status switch { 'r' => true, '-' => null, _ => false },
        })]);

        Assert.That(Fact("reopened"), Is.EqualTo(reopened?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"));
    }

    [TestCase(true, 90, "90")]
    [TestCase(true, 0, "0")]
    [TestCase(true, -1, "null")]
    [TestCase(false, 90, "null")]
    [TestCase(true, null, "null")]
    public async Task The_time_to_resolve_is_known_when_both_times_are_and_in_order(bool isResolved, int? seconds, string expected)
    {
        await LoadAsync(new CleanRow("1", 0) { OpenedAt = CleanRow.Start, IsResolved = isResolved, ResolvedAt = seconds is { } after ? CleanRow.Start.AddSeconds(after) : null });

        Assert.That(Fact("time_to_resolve_seconds"), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_topic_is_that_of_the_text()
    {
        await LoadAsync(
            new CleanRow("1", 0) { Text = "no network", Topic = "network" },
            new CleanRow("1", 1) { Text = "never mind", Topic = null },
            new CleanRow("1", 2) { Topic = "billing" });

        Assert.That(Fact("text, topic"), Is.EqualTo("never mind|unknown"));
    }

    private async Task LoadAsync(params CleanRow[] versions)
    {
        var files = versions.Select((row, i) => Files.Write($"v{i}", row)).ToArray();
        foreach (var file in newestFirst ? files.Reverse() : files)
        {
            await Store.LoadAsync(file);
        }
    }

    private string Fact(string columns) => Store.One($"SELECT {columns} FROM mart.complaint");
}
