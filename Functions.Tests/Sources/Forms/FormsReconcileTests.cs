using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Rows that are deleted for good, by the table and the warehouse together.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class FormsReconcileTests(string database) : FormsTest(database)
{
    private const string Past = "'2026-11-01 10:00:00Z'";

    [Test]
    public async Task Nasty74_A_row_that_is_deleted_for_good_is_removed_within_a_day()
    {
        await FillAsync(1, 2, 3);
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id = 2");
        await IngestAsync();
        await LoadAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|False|row 2", "3|False|row 3" }), "ids were compared less than a day ago");

        await NextDayAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|True|null", "3|False|row 3" }));
        Assert.That(await QueryRawAsync("id, updated_at = deleted_at", of: (await RawAsync())[^1]), Is.EqualTo(new[] { "2|True" }), "a deletion has no text");
        Assert.That(Logs.Lines.Select(line => line.Text), Has.Some.EqualTo($"Compared the ids of {Table} with the warehouse: 3 complaints, 1 of them gone from the table."));

        var blobs = (await RawAsync()).Count;
        await NextDayAsync();
        Assert.That(await RawAsync(), Has.Count.EqualTo(blobs), "what is removed is not removed again");
    }

    [Test]
    public async Task Rows_that_the_warehouse_has_not_loaded_yet_are_left_alone()
    {
        await FillAsync(1);
        await InsertAsync((2, Site.Now), (3, Site.Now));
        await IngestAsync();
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id = 3");
        await SetCursorAsync(cursor => cursor with { ReconciledAt = cursor.ReconciledAt!.Value.AddDays(-1) });
        await IngestAsync();
        await LoadAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|False|row 2", "3|False|row 3" }), "loaded after the ids were compared");
        await NextDayAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|False|row 2", "3|True|null" }));
    }

    [Test]
    public async Task A_run_that_was_killed_behind_its_removals_makes_them_again_and_ends_the_same()
    {
        await FillAsync(1, 2);
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id = 2");
        await SetCursorAsync(cursor => cursor with { ReconciledAt = cursor.ReconciledAt!.Value.AddDays(-1) });
        await IngestAsync();
        await NextDayAsync(); // and loads both
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|True|null" }));
    }

    [Test]
    public async Task A_removal_is_newer_than_a_row_of_the_future()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past), (2, "'2199-01-01 00:00:00Z'"));
        await IngestAsync();
        await LoadAsync();
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id = 2");
        await NextDayAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|True|null" }));
    }

    [Test]
    public async Task A_row_that_comes_back_lives_again_once_its_time_is_set_anew()
    {
        await FillAsync(1, 2);
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id = 2");
        await NextDayAsync();
        await InsertAsync((2, Site.FromNow(TimeSpan.FromSeconds(5))));
        await IngestAsync();
        await LoadAsync();
        Assert.That(Complaints(), Is.EqualTo(new[] { "1|False|row 1", "2|False|row 2" }));
    }

    [Test]
    public async Task Ids_are_compared_by_their_bytes_whatever_languages_order_them_by()
    {
        string[] ids = ["10", "9", "a", "B", "b", "á", "Ẹ", "z ", "\uffee", "😡", "a-b", "a b", "0190a1b2-0000-7000-8000-000000000001"];
        await CreateTableAsync("VARCHAR(50)");
        await InsertAsync(ids.Select(id => ((object)$"'{id}'", Past)));
        await IngestAsync();
        await LoadAsync();
        await Site.ExecuteAsync($"DELETE FROM {Table} WHERE id IN ('B', '😡', '9')");
        await NextDayAsync();
        Assert.That(Warehouse.Query("SELECT source_id FROM mart.fact_complaint WHERE account = $1 AND is_removed", Table), Is.EquivalentTo(new[] { "B", "😡", "9" }));
    }

    [TestCase(100, "DELETE FROM {0} WHERE id > 80", "20 of 100 complaints without a row", Description = "more than a tenth")]
    [TestCase(5, "DELETE FROM {0}", "5 of 5 complaints without a row", Description = "an empty table is never meant")]
    public async Task More_than_can_be_meant_removes_nothing_and_fails_the_run(int rows, string delete, string found)
    {
        await FillAsync([.. Enumerable.Range(1, rows)]);
        await Site.ExecuteAsync(delete.Replace("{0}", Table, StringComparison.Ordinal));
        Assert.That(NextDayAsync, Throws.TypeOf<FormsTableException>().With.Message.Contains(found).And.Message.Contains("Forms__MaxDeletedPercent"));
        await InsertAsync((1000, Site.Now));
        Assert.That(() => IngestAsync(), Throws.TypeOf<FormsTableException>(), "until somebody has looked");
        Assert.That(await QueryRawAsync("DISTINCT id", "WHERE id = 1000"), Is.EqualTo(new[] { "1000" }), "which keeps no row from being read");
        await LoadAsync();
        Assert.That(Live(), Is.EqualTo($"{rows + 1}"));

        await IngestAsync(Options(maxDeletedPercent: 100));
        await LoadAsync();
        Assert.That(Live(), Is.EqualTo($"{(rows == 100 ? 81 : 1)}"));
    }

    [Test]
    public async Task Without_a_share_ids_are_not_compared()
    {
        await FillAsync(1, 2);
        await Site.ExecuteAsync($"DELETE FROM {Table}");
        await SetCursorAsync(cursor => cursor with { ReconciledAt = null });
        await IngestAsync(Options(maxDeletedPercent: 0));
        Assert.That((await CursorAsync()).ReconciledAt, Is.Null);
    }

    [Test]
    public async Task What_is_missing_is_found_in_whatever_order_ids_are_made([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        string[] characters = ["a", "b", " ", "é", "\uffee", "😡", "\ue000", "0"];
        var ids = Enumerable.Range(0, 300).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => characters[random.Next(characters.Length)])).TrimEnd()).Where(id => id.Length > 0).Distinct().ToList();
        var (known, present) = (ids.Where(_ => random.Next(3) > 0).ToHashSet(), ids.Where(_ => random.Next(3) > 0).ToHashSet());
        var missing = await KnownKeys.MissingAsync(Ordered(known).Select(id => new KnownComplaint(id, default)), Ordered(present).ToAsyncEnumerable()).Select(key => key.SourceId).ToListAsync();
        Assert.That(missing, Is.EquivalentTo(known.Except(present)).And.Not.Empty);
    }

    [TestCase("b,a", "a,b")]
    [TestCase("a,c", "c,b,a")]
    public void Another_order_is_refused(string known, string present)
        => Assert.That(
            async () => await KnownKeys.MissingAsync(known.Split(',').Select(id => new KnownComplaint(id, default)), present.Split(',').ToAsyncEnumerable()).CountAsync(),
            Throws.InvalidOperationException.With.Message.Contains("another order"));

    private static IEnumerable<string> Ordered(IEnumerable<string> ids) => ids.OrderBy(id => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(id)), StringComparer.Ordinal);

    private IReadOnlyList<string> Complaints() => Warehouse.Query("SELECT source_id, is_removed, text FROM mart.fact_complaint WHERE account = $1 ORDER BY source_id", Table);

    private string Live() => Warehouse.One("SELECT count(*) FROM mart.fact_complaint WHERE account = $1 AND NOT is_removed", Table);

    private async Task FillAsync(params int[] ids)
    {
        await CreateTableAsync();
        await InsertAsync(ids.Select(id => ((object)id, Past)));
        await IngestAsync();
        await LoadAsync();
    }

    /// <summary>Runs as if a day had gone by, and loads what comes of it.</summary>
    private async Task NextDayAsync()
    {
        await SetCursorAsync(cursor => cursor with { ReconciledAt = cursor.ReconciledAt!.Value.AddDays(-1) });
        await IngestAsync();
        await LoadAsync();
    }
}
