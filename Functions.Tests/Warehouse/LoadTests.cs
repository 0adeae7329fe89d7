using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class LoadTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task New_complaints_are_inserted()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "no network" }, new CleanRow("2", 0) { Text = "no airtime", Record = 2 });

        Assert.That(await Store.LoadAsync(file), Is.EqualTo(new LoadResult(2, 2, 0, 0, 0, 0, AlreadyLoaded: false)));
        Assert.That(Store.Query("SELECT source_id, text FROM mart.complaint ORDER BY 1"), Is.EqualTo(["1|no network", "2|no airtime"]));
    }

    [Test]
    public async Task A_corrected_row_updates_that_complaint_alone()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "one" }, new CleanRow("2", 0) { Text = "two" }));

        var counts = await Store.CountAsync(Files.Write("b", new CleanRow("1", 5) { Text = "one" }, new CleanRow("2", 5) { Text = "two, corrected" }));

        Assert.That(counts, Is.EqualTo((2, 0, 1, 1, 0)));
        Assert.That(Store.Query("SELECT source_id, text, changed_at FROM mart.complaint ORDER BY 1"), Is.EqualTo(
            ["1|one|2026-11-20 09:05:00", "2|two, corrected|2026-11-20 09:05:00"]));
    }

    [Test]
    public async Task The_load_that_last_changed_a_complaint_stays_on_it_when_a_newer_version_says_the_same()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "one" }));
        var before = Store.One("SELECT load_id, loaded_at FROM mart.fact_complaint");

        await Store.LoadAsync(Files.Write("b", new CleanRow("1", 5) { Text = "one" }));

        Assert.That(Store.One("SELECT load_id, loaded_at FROM mart.fact_complaint"), Is.EqualTo(before));
    }

    [Test]
    public async Task An_older_version_is_kept_as_history_only()
    {
        await Store.LoadAsync(Files.Write("new", new CleanRow("1", 5) { Text = "new" }));

        Assert.That(await Store.CountAsync(Files.Write("old", new CleanRow("1", 0) { Text = "old" })), Is.EqualTo((1, 0, 0, 0, 1)));
        Assert.That(Store.One("SELECT text FROM mart.complaint"), Is.EqualTo("new"));
        Assert.That(Store.One("SELECT count(*) FROM source.call_log"), Is.EqualTo("2"));
    }

    [Test]
    public async Task An_older_version_that_fills_a_gap_updates()
    {
        await Store.LoadAsync(Files.Write("new", new CleanRow("1", 5) { Text = "new" }));

        Assert.That(await Store.CountAsync(Files.Write("old", new CleanRow("1", 0) { Category = "billing" })), Is.EqualTo((1, 0, 1, 0, 0)));
        Assert.That(Store.One("SELECT text, category FROM mart.complaint"), Is.EqualTo("new|billing"));
    }

    [Test]
    public async Task The_old_file_dropped_again_later_puts_its_text_back()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "A" }));
        await Store.LoadAsync(Files.Write("b", new CleanRow("1", 5) { Text = "B" }));

        Assert.That(await Store.CountAsync(Files.Write("a2", new CleanRow("1", 9) { Text = "A" })), Is.EqualTo((1, 0, 1, 0, 0)));
        Assert.That(Store.One("SELECT text FROM mart.complaint"), Is.EqualTo("A"));
    }

    [Test]
    public async Task One_file_may_hold_several_versions_and_repetitions_of_a_complaint()
    {
        var file = Files.Write(
            "a",
            new CleanRow("1", 0) { Text = "first", Record = 1 },
            new CleanRow("1", 5) { Text = "last", Record = 2 },
            new CleanRow("1", 5) { Text = "last", Record = 3 },
            new CleanRow("1", 3) { Text = "between", Record = 4 });

        Assert.That(await Store.CountAsync(file), Is.EqualTo((4, 1, 0, 1, 2)));
        Assert.That(Store.One("SELECT text FROM mart.complaint"), Is.EqualTo("last"));
        Assert.That(Store.Query("SELECT record_number FROM source.call_log ORDER BY 1"), Is.EqualTo(["1", "2", "4"]));
    }

    [Test]
    public async Task The_same_file_again_changes_nothing_not_even_times()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "one", OpenedAt = CleanRow.Start });
        var first = await Store.LoadAsync(file);
        var before = Store.Everything(withLoads: true);

        Assert.That(await Store.LoadAsync(file), Is.EqualTo(first with { AlreadyLoaded = true }));
        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(before));
    }

    [Test]
    public async Task The_ledger_says_what_the_load_did()
    {
        var file = Files.Write("a", new CleanRow("1", 0), new CleanRow("2", 0));

        await Store.LoadAsync(file);

        Assert.That(
            Store.One("SELECT source, clean_name, content_hash, raw_file, rule_version, rows, inserted, updated, unchanged, older, loaded_at FROM ops.load"),
            Is.EqualTo($"calllogs|{file.Name}|{file.ContentHash}|{file.RawFile}|1|2|2|0|0|0|2026-11-22 12:01:00"));
    }

    [Test]
    public async Task A_file_without_rows_is_a_load_too()
    {
        Assert.That(await Store.LoadAsync(Files.Write("empty")), Is.EqualTo(new LoadResult(0, 0, 0, 0, 0, 0, AlreadyLoaded: false)));
        Assert.That(Store.One("SELECT count(*) FROM ops.load"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Columns_are_taken_by_name_whatever_their_order_and_others_are_left()
    {
        var file = Files.Write(
            "calllogs", "a", [new CleanRow("1", 0) { Text = "one", Agent = "Ada" }], "text, agent, 'new' AS tomorrows_column, * EXCLUDE (text, agent)");

        Assert.That(await Store.CountAsync(file), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(Store.One("SELECT text, agent FROM mart.complaint"), Is.EqualTo("one|Ada"));
    }

    [Test]
    public async Task Times_without_a_zone_are_UTC()
    {
        var file = Files.Write(
            "calllogs", "a", [new CleanRow("1", 0) { OpenedAt = CleanRow.Start }],
            "* REPLACE (changed_at AT TIME ZONE 'UTC' AS changed_at, opened_at AT TIME ZONE 'UTC' AS opened_at)");

        await Store.LoadAsync(file);

        Assert.That(Store.One("SELECT opened_at, changed_at FROM mart.complaint"), Is.EqualTo("2026-11-20 09:00:00|2026-11-20 09:00:00"));
    }

    [Test]
    public void A_missing_column_that_no_row_can_be_without_is_named()
    {
        var file = Files.Write("calllogs", "a", [new CleanRow("1", 0)], "* EXCLUDE (change_rank)");

        Assert.That(async () => await Store.LoadAsync(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains("change_rank"));
    }

    [Test]
    public async Task A_file_that_an_older_or_a_newer_app_cleaned_is_loaded()
    {
        var row = new CleanRow("1", 0) { Text = "no network", TalkSeconds = 60 };

        await Store.LoadAsync(Files.Write("calllogs", "older", [row], "* EXCLUDE (talk_seconds, country)"));
        await Store.LoadAsync(Files.Write("calllogs", "newer", [row with { Id = "2" }], "*, 1 AS sentiment"));

        Assert.That(Store.Query("SELECT source_id, text, talk_seconds FROM mart.fact_complaint ORDER BY source_id"), Is.EqualTo(["1|no network|null", "2|no network|60"]));
    }

    [Test]
    public void An_unknown_source_is_named_with_those_that_are_known()
    {
        var file = Files.Write("a", new CleanRow("1", 0)) with { Source = "fax" };

        Assert.That(async () => await Store.LoadAsync(file), Throws.ArgumentException.With.Message.Contains("'fax', expected one of calllogs, social, sms"));
    }

    [TestCase("it's")]
    [TestCase("semi;colon=equals")]
    [TestCase("a[1]{x,y}*")]
    public async Task Any_path_is_taken_as_it_is(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

        Assert.That(await Store.CountAsync(new CleanFiles(folder).Write(name, new CleanRow("1", 0))), Is.EqualTo((1, 1, 0, 0, 0)));
    }

    [Test]
    public async Task A_file_name_is_not_a_pattern()
    {
        Files.Write("ab", new CleanRow("1", 0), new CleanRow("2", 0));

        Assert.That(await Store.CountAsync(Files.Write("a[b]", new CleanRow("3", 0))), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(await Store.CountAsync(Files.Write("a*", new CleanRow("4", 0))), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(await Store.CountAsync(Files.Write("a?", new CleanRow("5", 0))), Is.EqualTo((1, 1, 0, 0, 0)));
    }

    [Test]
    public async Task Sources_and_accounts_are_apart()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "call" }, new CleanRow("1", 0) { Account = "other", Text = "other call" }));
        var social = Files.Write("social", "b", [new CleanRow("1", 0) { Channel = "social", Text = "post" }]);

        var sms = Files.Write("sms", "c", [new CleanRow("1", 0) { Channel = "sms", Text = "message" }]);
        var forms = Files.Write("forms", "d", [new CleanRow("1", 0) { Channel = "web", Text = "form" }]);

        Assert.That(await Store.CountAsync(social), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(await Store.CountAsync(sms), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(await Store.CountAsync(forms), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(
            Store.Query("SELECT source, account, channel, text FROM mart.complaint ORDER BY 1, 2"),
            Is.EqualTo(["calllogs|main|phone|call", "calllogs|other|phone|other call", "forms|main|web|form", "sms|main|sms|message", "social|main|social|post"]));
        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.Empty);
    }
}
