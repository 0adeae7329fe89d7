using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>Which engine the warehouse is on doesn't show in it.</summary>
internal sealed class EnginesTests
{
    private const int Rounds = 3;

    [Test]
    public async Task The_same_lake_ends_in_the_same_rows_on_both_engines()
    {
        await using var sources = await AllSources.StartAsync(TimeProvider.System.GetUtcNow().AddHours(-2));
        await using var app = await TestApp.StartAsync(WarehouseEngine.DuckDb, sources.Settings);
        for (var round = 0; round < Rounds; round++)
        {
            await sources.FeedAsync(app, round);
        }

        await AllSources.EndAsync(app, Rounds);
        await using var duckDb = await app.OpenWarehouseAsync();
        var expected = duckDb.Everything();
        await using var postgres = await PostgresStore.CreateAsync();

        // To a host by another name everything in the lake is new.
        await app.StartAgainAsync(("Warehouse__Engine", "Postgres"), ("Warehouse__ConnectionString", postgres.ConnectionString), ("AzureFunctionsWebHost__hostid", "another-host"));
        var status = await app.SettleAsync();

        Assert.That(status.Sources.Select(source => source.IsBalanced), Has.All.True);
        Assert.That(status.Sources.Sum(source => source.LoadedFiles), Is.GreaterThan(3 * Rounds));
        Assert.That(postgres.Everything(), Is.EqualTo(expected));
        Assert.That(postgres.Query("SELECT * FROM mart.agent_performance").Order(), Is.EqualTo(duckDb.Query("SELECT * FROM mart.agent_performance").Order()));
        Assert.That(expected, Has.Count.GreaterThan(Rounds * 2 * (AllSources.CallsInARound + AllSources.FormsInARound + AllSources.MessagesInARound)));
    }
}
