using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>What holds of every database that web forms may lie in.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class FormsExtractTests(string database) : FormsTest(database)
{
    private const string Past = "'2026-11-01 10:00:00Z'";

    [Test]
    public async Task The_first_run_takes_all_rows_and_the_next_those_that_changed()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past), (2, "'2026-11-01 10:05:00Z'"), (3, "'2026-11-01 10:10:00Z'"));
        await IngestAsync();
        await Site.ExecuteAsync($"UPDATE {Table} SET message = 'changed', updated_at = {Site.Now} WHERE id = 1", $"INSERT INTO {Table} (id, updated_at) VALUES (4, {Site.Now})");
        await IngestAsync();

        var raw = await RawAsync();
        Assert.That(await QueryRawAsync("id, message", of: raw[0]), Is.EqualTo(new[] { "1|row 1", "2|row 2", "3|row 3" }));
        Assert.That(await QueryRawAsync("id, message", of: raw[1]), Is.EqualTo(new[] { "3|row 3", "1|changed", "4|" }), "the bound is inclusive");
    }

    [Test]
    public async Task A_good_run_is_noted_and_one_that_failed_is_none()
    {
        Assert.That(() => IngestAsync(), Throws.Exception, "there is no table");
        Assert.That(await LastRunAsync(), Is.Null);

        await CreateTableAsync();
        await IngestAsync();
        Assert.That(await LastRunAsync(), Is.Not.Null);

        Task<DateTimeOffset?> LastRunAsync() => FeedRuns.FindLastAsync(Lake.Store, "forms", Table, CancellationToken.None);
    }

    [Test]
    public async Task A_raw_blob_is_named_by_its_first_row_and_says_where_it_came_from()
    {
        await CreateTableAsync();
        await InsertAsync((1, "'2026-11-01 10:00:00.250Z'"), (2, "'2026-11-02 10:00:00Z'"));
        await IngestAsync(Options(timeZone: "Africa/Lagos"));

        var raw = (await RawAsync()).Single();
        Assert.That(raw.Name, Does.StartWith($"forms/2026/11/01/{(Site.Database == "Postgres" ? "100000250" : "090000250")}-{Table}-").And.EndsWith(".parquet"), "SQLite's times carry no zone");
        Assert.That((await raw.GetPropertiesAsync()).Value.Metadata, Contains.Key(BlobMetadata.ReceivedAt).And.ContainKey(BlobMetadata.Account));
        await using var bytes = await raw.OpenReadAsync();
        await using var file = await ParquetFileReader.OpenAsync(bytes, CancellationToken.None);
        Assert.That((file.Metadata["table"], file.Metadata["time_zone"], file.Metadata["from"][..23]), Is.EqualTo((Table, "Africa/Lagos", "2026-11-01T10:00:00.250")));
    }

    [Test]
    public async Task Nasty71_Rows_of_one_time_across_the_border_of_a_run_are_all_taken_and_once()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 500).Select(id => ((object)id, Past)));
        Assert.That(await WalkAsync(Options(maxRows: 120)), Is.EqualTo(5));
        Assert.That(await QueryRawAsync("count(*), count(DISTINCT id), max(id)"), Is.EqualTo(new[] { "500|500|500" }));
    }

    [Test]
    public async Task A_walk_that_ends_exactly_at_the_cap_ends_with_an_empty_run()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 4).Select(id => ((object)id, Past)));
        Assert.That(await WalkAsync(Options(maxRows: 2)), Is.EqualTo(3));
        Assert.That(await RawAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_row_that_was_committed_late_is_found_within_the_lag_and_not_beyond_it()
    {
        await CreateTableAsync();
        await InsertAsync((1, Site.Now));
        await IngestAsync(Options(lag: TimeSpan.FromMinutes(40)));
        await InsertAsync((2, Site.FromNow(TimeSpan.FromMinutes(-30))), (3, Site.FromNow(TimeSpan.FromMinutes(-90))));
        await IngestAsync(Options(lag: TimeSpan.FromMinutes(10)));
        Assert.That(await QueryRawAsync("DISTINCT id", "ORDER BY 1"), Is.EqualTo(new[] { "1", "2" }));
        await InsertAsync((4, Site.FromNow(TimeSpan.FromMinutes(-30))), (5, Site.FromNow(TimeSpan.FromMinutes(-5))));
        await IngestAsync(Options(lag: TimeSpan.FromMinutes(10)));
        Assert.That(await QueryRawAsync("DISTINCT id", "ORDER BY 1"), Is.EqualTo(new[] { "1", "2", "5" }));
    }

    [Test]
    public async Task Nasty73_A_row_without_a_change_time_goes_by_its_creation_and_one_without_both_is_warned_of()
    {
        await CreateTableAsync();
        await Site.ExecuteAsync($"INSERT INTO {Table} (id, created_at, updated_at) VALUES (1, {Past}, NULL), (2, NULL, {Past}), (3, NULL, NULL), (4, NULL, NULL)");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id", "ORDER BY id"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(Logs.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text), Has.One.StartsWith($"2 rows of {Table} have neither an updated_at nor a created_at"));
    }

    [Test]
    public async Task A_table_with_a_time_for_every_row_warns_of_nothing()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past));
        await IngestAsync();
        Assert.That(Logs.Lines.Select(line => line.Level), Is.EqualTo(new[] { LogLevel.Information }));
    }

    [TestCase("created_at")]
    [TestCase("updated_at")]
    public async Task One_time_is_enough(string column)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, {column} {Site.Instant})", $"INSERT INTO {Table} VALUES (1, {Past})");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_cap_smaller_than_what_the_lag_spans_gets_on_nevertheless()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 50).Select(id => ((object)id, Site.FromNow(TimeSpan.FromSeconds(-id)))));
        var options = Options(maxRows: 7, lag: TimeSpan.FromHours(1));
        Assert.That(await WalkAsync(options), Is.EqualTo(8));
        await InsertAsync((51, Site.Now));
        Assert.That(await WalkAsync(options), Is.EqualTo(8), "the lag spans all rows once more");
        Assert.That(await QueryRawAsync("count(DISTINCT id)"), Is.EqualTo(new[] { "51" }));
    }

    [Test]
    public async Task A_row_of_the_future_is_taken_and_moves_nothing()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past), (2, "'2199-01-01 00:00:00Z'"));
        await IngestAsync();
        Assert.That((await CursorAsync()).Newest!.Value.Year, Is.EqualTo(2026));
        await InsertAsync((3, Site.Now));
        await IngestAsync();
        Assert.That(await QueryRawAsync("id", "GROUP BY id ORDER BY id"), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public async Task Columns_may_come_go_and_change_between_runs()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past));
        await IngestAsync();
        await Site.ExecuteAsync($"ALTER TABLE {Table} ADD COLUMN browser TEXT", $"ALTER TABLE {Table} DROP COLUMN status", $"INSERT INTO {Table} (id, updated_at, browser) VALUES (2, {Site.Now}, 'lynx')");
        await IngestAsync();
        await Site.ExecuteAsync($"ALTER TABLE {Table} DROP COLUMN is_deleted", $"ALTER TABLE {Table} ADD COLUMN is_deleted TEXT", $"INSERT INTO {Table} (id, updated_at, is_deleted) VALUES (3, {Site.Now}, 'yes')");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id, browser", of: (await RawAsync())[^1]), Is.EqualTo(new[] { "2|lynx", "3|" }));

        await CleanAsync();
        Assert.That(await Lake.QueryCleanAsync((await RawAsync())[^1], "forms", "source_id, change_rank, status"), Is.EqualTo(new[] { "2|0|", "3|2|" }));
    }

    [Test]
    public async Task An_order_that_changes_under_a_cut_walk_begins_it_anew()
    {
        await CreateTableAsync("VARCHAR(10)");
        await InsertAsync(Enumerable.Range(1, 12).Select(id => ((object)$"'{id}'", Past)));
        await IngestAsync(Options(maxRows: 8));
        var cut = await CursorAsync();
        Assert.That(cut.After!.Id, Is.EqualTo("5"), "texts: 1, 10, 11, 12, 2…");
        await SetCursorAsync(cursor => cursor with { After = cursor.After! with { Order = "another" } });
        await WalkAsync(Options(maxRows: 8));
        Assert.That(await QueryRawAsync("count(DISTINCT id), count(*)"), Is.EqualTo(new[] { "12|12" }), "the first blob once more, and the rest");
        Assert.That((await CursorAsync()).WalkStartedAt, Is.EqualTo(cut.WalkStartedAt));
    }

    [Test]
    public async Task Rows_without_an_id_are_taken_too()
    {
        await CreateTableAsync("VARCHAR(10)");
        await Site.ExecuteAsync($"INSERT INTO {Table} (id, updated_at) VALUES ('a', {Past}), (NULL, {Past}), ('b', {Past}), ('c', '2026-11-01 11:00:00Z')");
        await WalkAsync(Options(maxRows: 2));
        Assert.That(await QueryRawAsync("coalesce(id, '-')", "ORDER BY 1"), Is.EqualTo(new[] { "-", "a", "b", "c" }));
    }

    [Test]
    public async Task More_rows_than_a_row_group_holds_are_written_in_several()
    {
        await CreateTableAsync();
        foreach (var batch in Enumerable.Range(0, 40_000).Select(i => ((object)i, Past)).Chunk(5000))
        {
            await InsertAsync(batch);
        }

        await Site.ExecuteAsync($"UPDATE {Table} SET message = '{new string('x', 600)}'");
        await IngestAsync();
        await using var bytes = await (await RawAsync()).Single().OpenReadAsync();
        await using var file = await ParquetFileReader.OpenAsync(bytes, CancellationToken.None);
        Assert.That(file.Rows, Is.EqualTo(40_000));
        Assert.That(await file.ReadRowGroupAsync(CancellationToken.None), Is.InRange(10_000, 15_000), "8 MB");
        Assert.That(await QueryRawAsync("count(*), count(DISTINCT id)"), Is.EqualTo(new[] { "40000|40000" }));
    }

    [Test]
    public void A_table_that_is_not_there_is_named()
        => Assert.That(() => IngestAsync(Options(table: "nowhere")), Throws.TypeOf<FormsTableException>().With.Message.Contains("Table nowhere").And.Message.Contains("no such table").And.Message.Contains("Forms__Table"));

    [TestCase("number INTEGER, updated_at TEXT", "a column id")]
    [TestCase("id INTEGER, at TEXT", "updated_at or created_at")]
    public async Task A_table_of_another_kind_is_refused_by_what_it_lacks(string columns, string expected)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} ({columns})");
        Assert.That(() => IngestAsync(), Throws.TypeOf<FormsTableException>().With.Message.Contains($"expected {expected}"));
    }

    [Test]
    public async Task Without_a_database_there_is_nothing_to_do()
    {
        var off = new FormsOptions();
        await IngestAsync(off);
        Assert.That(await Extract(off).CountWaitingAsync(CancellationToken.None), Is.Zero);
    }
}
