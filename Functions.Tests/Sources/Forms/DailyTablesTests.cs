using Beejan.Functions.Sources.Forms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>A website that makes a new table each day.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class DailyTablesTests(string database) : FormsTest(database)
{
    private const string Past = "'2026-11-01 10:00:00Z'";

    private string _prefix = "";

    private string Pattern => _prefix + "_{yyyy}_{MM}_{dd}";

    private static string Today => TimeProvider.System.GetUtcNow().ToString("yyyy'_'MM'_'dd", null);

    [SetUp]
    public void NameThePrefix() => _prefix = Table;

    [Test]
    public async Task Nasty77_Every_table_is_read_and_those_that_come_later_too()
    {
        await MakeAsync("2026_11_01", (1, Past), (2, Past));
        await MakeAsync("2026_11_02", (1, Past));
        await MakeAsync("archive", (9, Past));
        await IngestAsync();
        Assert.That(await IdsAsync("2026_11_01"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(await IdsAsync("2026_11_02"), Is.EqualTo(new[] { "1" }), "ids begin anew in each table, which is their account");
        Assert.That(await IdsAsync("archive"), Is.Empty);

        await MakeAsync(Today, (1, Site.Now));
        await IngestAsync();
        Assert.That(await IdsAsync(Today), Is.EqualTo(new[] { "1" }));

        Table = $"{_prefix}_2026_11_02";
        await CleanAsync();
        Assert.That(await Lake.QueryCleanAsync((await RawAsync()).Single(), "forms", "account, source_id"), Is.EqualTo(new[] { $"{_prefix}_2026_11_02|1" }));
    }

    [Test]
    public async Task A_table_of_long_ago_is_looked_at_once_a_day()
    {
        await MakeAsync("2020_01_01", (1, Past));
        await MakeAsync(Today, (1, Past));
        await IngestAsync();
        await InsertIntoAsync("2020_01_01", (2, Site.Now));
        await InsertIntoAsync(Today, (2, Site.Now));
        await IngestAsync();
        Assert.That(await IdsAsync(Today), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(await IdsAsync("2020_01_01"), Is.EqualTo(new[] { "1" }));

        await SetCursorAsync(cursor => cursor with { WalkStartedAt = cursor.WalkStartedAt!.Value.AddDays(-1) });
        await IngestAsync();
        Assert.That(await IdsAsync("2020_01_01"), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task A_table_that_cannot_be_read_keeps_no_other_from_being_read_and_one_that_is_dropped_takes_nothing_with_it()
    {
        await MakeAsync("2026_11_01", (1, Past));
        await Site.ExecuteAsync($"CREATE TABLE {_prefix}_2026_11_02 (number INTEGER)");
        await MakeAsync("2026_11_03", (1, Past));
        Assert.That(IngestAsync, Throws.TypeOf<FormsTableException>().With.Message.Contains($"{_prefix}_2026_11_02").And.Message.Contains("a column id"));
        Assert.That(await IdsAsync("2026_11_03"), Is.EqualTo(new[] { "1" }));

        await LoadAsync();
        await Site.ExecuteAsync($"DROP TABLE {_prefix}_2026_11_02", $"DROP TABLE {_prefix}_2026_11_03");
        await SetCursorAsync(cursor => cursor with { ReconciledAt = null });
        await IngestAsync();
        Assert.That(Warehouse.One("SELECT is_removed FROM mart.fact_complaint WHERE account = $1", Table), Is.EqualTo("False"), "archived, not taken back");
    }

    [Test]
    public async Task A_cut_walk_of_any_table_waits()
    {
        await MakeAsync("2026_11_01", (1, Past), (2, Past));
        await MakeAsync("2026_11_02", (1, Past), (2, Past), (3, Past));
        var options = Options(table: Pattern, maxRows: 2);
        await IngestAsync(options);
        Assert.That(await Extract(options).CountWaitingAsync(CancellationToken.None), Is.EqualTo(2));
        await IngestAsync(options);
        Assert.That(await Extract(options).CountWaitingAsync(CancellationToken.None), Is.Zero);
        Assert.That(await IdsAsync("2026_11_02"), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public void A_pattern_that_no_table_is_like_fails_by_its_name()
        => Assert.That(IngestAsync, Throws.TypeOf<FormsTableException>().With.Message.Contains(Pattern).And.Message.Contains("Correct Forms__Table"));

    private Task IngestAsync() => IngestAsync(Options(table: Pattern));

    private async Task MakeAsync(string day, params (object Id, string UpdatedAt)[] rows)
    {
        Table = $"{_prefix}_{day}";
        await CreateTableAsync();
        await InsertAsync(rows);
    }

    private Task InsertIntoAsync(string day, params (object Id, string UpdatedAt)[] rows)
    {
        Table = $"{_prefix}_{day}";
        return InsertAsync(rows);
    }

    /// <summary>The ids in raw of a day's table, which becomes the test's.</summary>
    private Task<string[]> IdsAsync(string day)
    {
        Table = $"{_prefix}_{day}";
        return QueryRawAsync("DISTINCT id", "ORDER BY id");
    }
}
