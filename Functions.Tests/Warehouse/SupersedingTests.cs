using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A raw file that is read again by newer rules: what the older ones made of it counts no more, and nothing else changes.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class SupersedingTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private const string Facts = "SELECT source_id, text, status FROM mart.fact_complaint ORDER BY source_id";

    private static readonly CleanRow One = new("1", 0) { Text = "no network", Status = "odd", OpenedAt = CleanRow.Start, Agent = "Ada", Record = 1 };
    private static readonly CleanRow Two = new("2", 0) { Text = "no light", Status = "open", OpenedAt = CleanRow.Start.AddDays(1), Record = 2 };

    [TearDown]
    public void NothingIsLost()
    {
        Assert.That(Store.Query("SELECT * FROM ops.imbalance"), Is.Empty);
        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.Empty);
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
    }

    [Test]
    public async Task What_the_newer_rules_leave_out_is_left_out()
    {
        await Store.LoadAsync(Read("a", 1, One, Two));
        await Store.LoadAsync(Read("a", 2, One with { Status = null }, Two));

        Assert.That(Store.Query(Facts), Is.EqualTo(["1|no network|null", "2|no light|open"]));
    }

    [Test]
    public async Task A_change_time_that_the_older_rules_read_too_late_does_not_win()
    {
        await Store.LoadAsync(Read("a", 1, new CleanRow("1", 500) { Text = "as read by rule 1" }));
        await Store.LoadAsync(Read("a", 2, new CleanRow("1", 5) { Text = "as read by rule 2" }));

        Assert.That(Store.Query(Facts), Is.EqualTo(["1|as read by rule 2|null"]));
    }

    [Test]
    public async Task A_record_that_the_newer_rules_reject_is_withdrawn()
    {
        await Store.LoadAsync(Read("a", 1, One, Two));
        var result = await Store.LoadAsync(Read("a", 2, One) with { Received = 2, Rejected = 1 });

        Assert.That(result, Is.EqualTo(new LoadResult(1, 0, 0, 1, 0, Withdrawn: 1, AlreadyLoaded: false)));
        Assert.That(Store.Query(Facts), Is.EqualTo(["1|no network|odd"]));
        Assert.That(Store.Query("SELECT day, complaints FROM mart.daily_complaints"), Is.EqualTo(["2026-11-20|1"]));
        Assert.That(Store.Query("SELECT rule_version, withdrawn, superseded_by IS NULL FROM ops.load ORDER BY rule_version"), Is.EqualTo(["1|0|False", "2|1|True"]));
        Assert.That(Store.Query("SELECT rule_version, received, cleaned, rejected FROM ops.batch ORDER BY rule_version"), Is.EqualTo(["1|2|2|0", "2|2|1|1"]));
        Assert.That(Store.Query("SELECT source_id, is_superseded FROM source.complaint_version WHERE rule_version = 1 ORDER BY source_id"), Is.EqualTo(["1|True", "2|True"]));
    }

    [Test]
    public async Task A_record_that_the_older_rules_rejected_comes_in()
    {
        await Store.LoadAsync(Read("a", 1, One) with { Received = 2, Rejected = 1 });
        var result = await Store.LoadAsync(Read("a", 2, One, Two));

        Assert.That(result, Is.EqualTo(new LoadResult(2, 1, 0, 1, 0, 0, AlreadyLoaded: false)));
    }

    [Test]
    public async Task Other_raw_files_and_sources_are_left_as_they_are()
    {
        await Store.LoadAsync(Read("a", 1, One));
        await Store.LoadAsync(Read("b", 1, Two, One with { Id = "3" }));
        await Store.LoadAsync(Files.Write("social", "a", [One with { Channel = "social" }]) with { RawFile = "raw/a" });
        var others = Store.Query("SELECT * FROM mart.fact_complaint WHERE source = 'social' OR source_id <> '1' ORDER BY complaint_key");

        await Store.LoadAsync(Read("a", 2));

        Assert.That(Store.Query("SELECT * FROM mart.fact_complaint ORDER BY complaint_key"), Is.EqualTo(others));
        Assert.That(others, Has.Count.EqualTo(3));
    }

    [TestCase("a", "b")]
    [TestCase("b", "a")]
    public async Task A_record_that_two_raw_files_hold_is_withdrawn_with_the_second_of_them(string first, string second)
    {
        await Store.LoadAsync(Read("a", 1, One, Two));
        await Store.LoadAsync(Read("b", 1, Two with { Record = 7 }));
        Assert.That(
            Store.Query("SELECT raw_file, record_number FROM mart.lineage WHERE source_id = '2' ORDER BY raw_file"), Is.EqualTo(["raw/a|2", "raw/b|7"]));

        var one = await Store.LoadAsync(Read(first, 2, [.. first == "a" ? [One] : Array.Empty<CleanRow>()]));
        Assert.That((one.Withdrawn, Store.Query(Facts)), Is.EqualTo((0, new[] { "1|no network|odd", "2|no light|open" })));

        var other = await Store.LoadAsync(Read(second, 2, [.. second == "a" ? [One] : Array.Empty<CleanRow>()]));
        Assert.That((other.Withdrawn, Store.Query(Facts)), Is.EqualTo((1, new[] { "1|no network|odd" })));
    }

    [Test]
    public async Task The_older_reading_that_arrives_late_is_history_only()
    {
        await Store.LoadAsync(Read("a", 2, One with { Text = "by rule 2" }));
        var late = await Store.LoadAsync(Read("a", 1, One with { Text = "by rule 1" }, Two));

        Assert.That(late, Is.EqualTo(new LoadResult(2, 0, 0, 0, 2, 0, AlreadyLoaded: false)));
        Assert.That(Store.Query(Facts), Is.EqualTo(["1|by rule 2|odd"]));
        Assert.That(Store.One("SELECT count(*) FROM source.call_log"), Is.EqualTo("3"));
    }

    [Test]
    public async Task Rules_that_make_the_same_of_it_update_nothing()
    {
        await Store.LoadAsync(Read("a", 1, One, Two));
        var before = Store.Query("SELECT complaint_key, load_id, loaded_at FROM mart.fact_complaint ORDER BY 1");

        Assert.That(await Store.LoadAsync(Read("a", 2, One, Two)), Is.EqualTo(new LoadResult(2, 0, 0, 2, 0, 0, AlreadyLoaded: false)));
        Assert.That(Store.Query("SELECT complaint_key, load_id, loaded_at FROM mart.fact_complaint ORDER BY 1"), Is.EqualTo(before));
        Assert.That(Store.One("SELECT max(rule_version) FROM mart.fact_complaint"), Is.EqualTo("2"));
    }

    private CleanFile Read(string raw, int rule, params CleanRow[] rows)
    {
        var file = Files.Write($"{raw}{rule}", rows);
        return file with { RawFile = $"raw/{raw}", RuleVersion = rule, KnownAt = CleanFiles.KnownAt.AddHours(raw[0] - 'a') };
    }
}
