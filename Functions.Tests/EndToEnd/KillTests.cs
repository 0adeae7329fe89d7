using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>Every step may be killed and run again: over all four sources, the end is the same.</summary>
internal sealed class KillTests
{
    private const int Seed = 20261124;
    private const int Kills = 26; // on each engine: more than fifty in all

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddHours(-12).ToUnixTimeSeconds());

    // A file's landing time is the drop's; ids of loads and names of raw files follow from it.
    private static readonly HashSet<string> OfThisRunAlone = ["load_id", "loaded_at", "raw_file", "known_at"];

    // On either engine: where nobody is killed both end the same (EnginesTests).
    private static readonly Lazy<Task<Outcome>> Undisturbed = new(() => RunAsync(WarehouseEngine.Postgres, _ => Task.CompletedTask));

    private sealed record Outcome(IReadOnlyList<string> Rows, IReadOnlyList<string> WithOneDropped, IReadOnlyList<string> WithOneDoubled, PipelineStatus Status);

    [Test]
    public async Task An_app_that_is_killed_at_any_moment_ends_as_one_that_is_not([Values(WarehouseEngine.DuckDb, WarehouseEngine.Postgres)] WarehouseEngine engine)
    {
        var expected = await Undisturbed.Value;
        var random = new Random(Seed);
        var kills = 0;
        var killed = await RunAsync(engine, async app =>
        {
            await Task.Delay(random.Next(20, 1200));
            await app.KillAsync();
            await app.StartAgainAsync();
            kills++;
        });

        TestContext.Out.WriteLine($"{kills} kills on {engine}, seed {Seed}: {killed.Rows.Count} rows compared, {killed.Status.Sources.Sum(source => source.RawBlobs)} raw blobs (undisturbed {expected.Status.Sources.Sum(source => source.RawBlobs)})");
        Assert.That(kills, Is.EqualTo(Kills));
        Assert.That(killed.Rows, Is.EqualTo(expected.Rows));

        // The comparison is not blind.
        Assert.That(killed.WithOneDropped, Is.Not.EqualTo(expected.Rows));
        Assert.That(killed.WithOneDoubled, Is.Not.EqualTo(killed.WithOneDropped));
    }

    private static async Task<Outcome> RunAsync(WarehouseEngine engine, Func<TestApp, Task> disturbAsync)
    {
        await using var sources = await AllSources.StartAsync(Start);
        await using var app = await TestApp.StartAsync(engine, sources.Settings);
        for (var round = 0; round < Kills; round++)
        {
            var feeding = sources.FeedAsync(app, round);
            await disturbAsync(app);
            await feeding;
        }

        await sources.FeedAsync(app, Kills);
        var status = await AllSources.EndAsync(app, Kills + 1);
        Assert.That(status.Sources, Has.All.Property(nameof(SourceStatus.IsBalanced)).True);
        await using var warehouse = await app.OpenWarehouseAsync();
        Assert.That(warehouse.Query(WarehouseChecks.WrongDays).Concat(warehouse.Query(WarehouseChecks.Orphans)).Concat(warehouse.Query("SELECT * FROM ops.imbalance")), Is.Empty);
        return new Outcome(Rows(warehouse), DropOne(warehouse), DoubleOne(warehouse), status);
    }

    // All of the mart; of the history what does not depend on how often a source was asked.
    private static List<string> Rows(Store warehouse) =>
    [
        .. warehouse.Tables("mart", "source")
            .Where(table => table.Name is not ("source.sms_message" or "source.web_form" or "source.repeat"))
            .SelectMany(table =>
            {
                var columns = table.Columns.Where(column => !OfThisRunAlone.Contains(column)).Select(column => column switch
                {
                    "changed_at" when table.Name == "mart.fact_complaint" => "CASE WHEN source <> 'calllogs' THEN changed_at END",
                    "changed_at" when table.Name == "source.call_log" => "NULL",
                    _ => column,
                });
                return warehouse.Query($"SELECT '{table.Name}', {string.Join(", ", columns)} FROM {table.Name}");
            })
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> DropOne(Store warehouse)
    {
        warehouse.Query("DELETE FROM source.social_post WHERE source_id = 'c3-3'");
        return Rows(warehouse);
    }

    private static List<string> DoubleOne(Store warehouse)
    {
        var columns = warehouse.Tables("mart").Single(table => table.Name == "mart.fact_complaint").Columns;
        var values = columns.Select(column => column switch
        {
            "complaint_key" => "CAST(md5('a second time') AS UUID)", // the key of one engine, as account is of the other's
            "account" => "account || ' a second time'",
            _ => column,
        });
        warehouse.Query($"INSERT INTO mart.fact_complaint ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM mart.fact_complaint WHERE source_id = 'CALL-1'");
        return Rows(warehouse);
    }
}
