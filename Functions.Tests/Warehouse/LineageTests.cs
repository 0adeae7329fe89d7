using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>From any fact back to raw file and record, and from a raw file forward to its rows.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class LineageTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [SetUp]
    public async Task LoadAsync()
    {
        await Store.LoadAsync(Read("b", 1, new CleanRow("1", 0) { Text = "old", Record = 4 }, new CleanRow("2", 0) { Record = 5 }));
        await Store.LoadAsync(Read("a", 1, new CleanRow("1", 0) { Text = "old", Record = 9 }));
        await Store.LoadAsync(Read("c", 1, new CleanRow("1", 7) { Text = "new", Rank = 1, Record = 2 }, new CleanRow("1", 0) { Account = "branch", Record = 3 }));
    }

    [Test]
    public async Task A_complaint_is_traced_to_every_raw_file_that_holds_a_version_of_it()
    {
        var traced = await TraceAsync("1");

        Assert.That(traced.Select(complaint => (complaint.Account, complaint.IsInMart)), Is.EqualTo(new[] { ("branch", true), ("main", true) }));
        Assert.That(traced[1].ComplaintKey.ToString(), Is.EqualTo(Store.One("SELECT complaint_key FROM mart.fact_complaint WHERE account = 'main' AND source_id = '1'")));
        Assert.That(
            traced[1].Readings.Select(reading => (reading.RawFile, reading.RecordNumber, reading.ChangeRank, reading.IsNewest, reading.IsSuperseded)),
            Is.EqualTo(new[] { ("raw/c", 2L, 1, true, false), ("raw/a", 9L, 0, false, false), ("raw/b", 4L, 0, false, false) }));
        var newest = traced[1].Readings[0];
        Assert.That(newest.ChangedAt.UtcDateTime, Is.EqualTo(CleanRow.Start.AddMinutes(7)));
        Assert.That(newest.KnownAt, Is.EqualTo(CleanFiles.KnownAt.AddHours(2)));
        Assert.That(
            Store.One("SELECT clean_name FROM ops.load WHERE load_id = CAST($1 AS UUID)", newest.LoadId.ToString()),
            Is.EqualTo(newest.CleanFile));
    }

    [Test]
    public async Task A_complaint_that_newer_rules_withdrew_can_still_be_traced()
    {
        await Store.LoadAsync(Read("b", 2, new CleanRow("1", 0) { Text = "old", Record = 4 }));

        var traced = (await TraceAsync("2")).Single();
        Assert.That((traced.IsInMart, traced.Readings.Single().IsSuperseded, traced.Readings.Single().RuleVersion), Is.EqualTo((false, true, 1)));
    }

    [Test]
    public async Task What_never_came_has_no_trace()
    {
        Assert.That(await TraceAsync("3"), Is.Empty);
        Assert.That(await Store.Warehouse.TraceAsync("sms", "1", CancellationToken.None), Is.Empty);
    }

    [Test]
    public void Every_fact_has_its_newest_version_in_a_raw_file() =>
        Assert.That(
            Store.Query("SELECT fact.source_id FROM mart.fact_complaint AS fact LEFT JOIN mart.lineage USING (complaint_key) GROUP BY fact.source_id, complaint_key HAVING NOT coalesce(bool_or(is_newest), false)"),
            Is.Empty);

    [Test]
    public void A_raw_file_leads_to_its_rows_also_those_that_another_brought_first() =>
        Assert.That(
            Store.Query("SELECT record_number, account, source_id, is_newest FROM mart.lineage WHERE raw_file = 'raw/b' ORDER BY record_number"),
            Is.EqualTo(["4|main|1|False", "5|main|2|True"]));

    private Task<IReadOnlyList<TracedComplaint>> TraceAsync(string id) => Store.Warehouse.TraceAsync("calllogs", id, CancellationToken.None);

    private CleanFile Read(string raw, int rule, params CleanRow[] rows) =>
        Files.Write($"{raw}{rule}", rows) with { RawFile = $"raw/{raw}", RuleVersion = rule, KnownAt = CleanFiles.KnownAt.AddHours(raw[0] - 'a') };
}
