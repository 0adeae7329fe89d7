using System.Globalization;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>However rows come and change, the warehouse ends as if it had read the table once, at the end.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class FormsEquivalenceTests(string database) : FormsTest(database)
{
    private const int Rounds = 25;

    [Test]
    public async Task Random_changes_over_many_runs_end_as_the_table_is([Values(1, 2)] int seed)
    {
        await CreateTableAsync();
        var random = new Random(seed);
        var ids = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await Site.ExecuteAsync([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => NextChange(random, ref ids))]);
            await IngestAsync(Options(maxRows: random.Next(1, 9), lag: TimeSpan.FromMilliseconds(random.Next(20, 300))));
        }

        await WalkAsync(Options(maxRows: 10)); // the walk that was cut
        await WalkAsync(Options(maxRows: 10)); // and one that begins behind the last change
        await CleanAsync();

        var folder = Directory.CreateTempSubdirectory("beejan-forms-warehouse-").FullName;
        await using var store = await DuckDbStore.CreateAsync(Path.Combine(folder, "warehouse.duckdb"));
        var load = new LoadStage(Lake.Store, store.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance);
        foreach (var raw in (await RawAsync()).OrderBy(_ => random.Next()))
        {
            await load.RunAsync(Lake.CleanOf(raw, "forms"), FormsSource.Name, CancellationToken.None);
        }

        var expected = await Site.QueryAsync($"SELECT id, CASE WHEN is_deleted THEN 'removed' ELSE message END, status FROM {Table} ORDER BY id");
        Assert.That(expected, Has.Count.GreaterThan(40));
        Assert.That(
            store.Query("SELECT source_id, CASE WHEN is_removed THEN coalesce(text, 'removed') ELSE text END, status FROM mart.fact_complaint ORDER BY CAST(source_id AS INTEGER)"),
            Is.EqualTo(expected));
        Directory.Delete(folder, recursive: true);
    }

    private string NextChange(Random random, ref int ids)
    {
        var some = string.Create(CultureInfo.InvariantCulture, $"id % 7 = {random.Next(7)} AND id > {ids - 40}");
        return random.Next(6) switch
        {
            0 => $"UPDATE {Table} SET message = 'edited {random.Next(1000)}', updated_at = {Site.Now} WHERE {some}",
            1 => $"UPDATE {Table} SET is_deleted = NOT is_deleted, updated_at = {Site.Now} WHERE {some}",
            2 => $"UPDATE {Table} SET status = 'resolved', updated_at = {Site.Now} WHERE {some}",
            _ => $"INSERT INTO {Table} (id, created_at, updated_at, is_deleted, status, message) VALUES ({++ids}, {Site.Now}, {(random.Next(2) == 0 ? "NULL" : Site.Now)}, false, 'open', 'sent {random.Next(1000)}')",
        };
    }
}
