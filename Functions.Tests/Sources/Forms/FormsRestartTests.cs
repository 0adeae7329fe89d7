using Azure;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Runs that are repeated, cut short, or two at once.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class FormsRestartTests(string database) : FormsTest(database)
{
    private const string Past = "'2026-11-01 10:00:00Z'";

    [Test]
    public async Task A_quiet_table_makes_no_new_blobs()
    {
        await CreateTableAsync();
        await IngestAsync();
        Assert.That(await RawAsync(), Is.Empty, "no rows");

        await InsertAsync((1, Past), (2, Site.FromNow(TimeSpan.FromMinutes(-1))), (3, Site.Now));
        await IngestAsync();
        await IngestAsync();
        var blobs = await RawAsync();
        await IngestAsync();
        await IngestAsync();
        Assert.That((await RawAsync()).Select(raw => raw.Name), Is.EqualTo(blobs.Select(raw => raw.Name)));
    }

    [Test]
    public async Task The_same_rows_make_the_same_bytes()
    {
        await CreateTableAsync();
        await InsertAsync((1, Past), (2, Site.Now));
        await IngestAsync();
        var first = (await RawAsync()).Single();
        var bytes = (await first.DownloadContentAsync()).Value.Content.ToArray();
        await first.DeleteAsync();
        await ForgetCursorAsync();
        await IngestAsync();
        Assert.That((await first.DownloadContentAsync()).Value.Content.ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Nasty82_A_run_that_was_killed_before_its_cursor_moved_ends_the_same()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 10).Select(id => ((object)id, Past)));
        await IngestAsync(Options(maxRows: 6));
        await ForgetCursorAsync();
        await WalkAsync(Options(maxRows: 6));
        Assert.That(await RawAsync(), Has.Count.EqualTo(2));
        Assert.That(await QueryRawAsync("count(*), count(DISTINCT id)"), Is.EqualTo(new[] { "10|10" }));
    }

    [Test]
    public async Task Of_two_runs_at_once_one_fails_and_nothing_is_lost()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 10).Select(id => ((object)id, Past)));
        await IngestAsync(Options(maxRows: 3));

        Task[] runs;
        await using (var website = await Site.ConnectAsync())
        {
            await Website.ExecuteAsync(website, Site.LockOut(Table));
            runs = [Task.Run(() => IngestAsync(Options(maxRows: 3))), Task.Run(() => IngestAsync(Options(maxRows: 3)))];
            await Task.Delay(2000); // both have read the cursor, and wait
            await Website.ExecuteAsync(website, "COMMIT");
        }

        Assert.That(() => Task.WhenAll(runs), Throws.InstanceOf<RequestFailedException>().With.Property("Status").EqualTo(412));
        Assert.That(runs.Count(run => run.IsCompletedSuccessfully), Is.EqualTo(1));
        await WalkAsync(Options(maxRows: 3));
        Assert.That(await QueryRawAsync("count(*), count(DISTINCT id)"), Is.EqualTo(new[] { "10|10" }));
    }

    private async Task ForgetCursorAsync() => await Lake.Store.State.GetBlobClient($"cursors/forms/{Table}.json").DeleteAsync();
}
