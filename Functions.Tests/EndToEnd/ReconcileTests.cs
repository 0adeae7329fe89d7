using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>The whole app, to which events are lost, or the database.</summary>
internal sealed class ReconcileTests
{
    private const string Header = "call_id,opened_at,customer_phone,agent,category,complaint,status\n";

    // By hand only, and with nothing in flight while it is fired.
    private static readonly (string Name, string Value)[] Settings = [("Operations__ReconcileSchedule", "0 0 0 1 1 *"), ("Operations__ReconcileAfter", "00:00:00")];

    [Test]
    public async Task Events_that_were_lost_at_either_stage_are_healed_by_one_sweep([Values(WarehouseEngine.DuckDb, WarehouseEngine.Postgres)] WarehouseEngine engine)
    {
        await using var app = await TestApp.StartAsync(engine, Settings);
        await app.StopAsync();
        var lake = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", app.Lake)]).Build());
        await LoseEventAsync(app, "CleanCallLogs", await PutRawAsync(lake, "CALL-1"));
        var raw = await PutRawAsync(lake, "CALL-2");
        await LoseEventAsync(app, "CleanCallLogs", raw);
        await new CallLogCleaner(new CleanStage(lake, TestLake.Rules, Options.Create(new CleaningOptions()), PipelineTelemetry.Nowhere, NullLogger<CleanStage>.Instance), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn)
            .RunAsync(raw, CancellationToken.None);
        await LoseEventAsync(app, "LoadCallLogs", lake.Clean.GetBlobClient((await app.ListAsync("clean", "calllogs/")).Single()));

        await app.StartAgainAsync();
        await app.DropAsync("calllogs/monday.csv", Export("CALL-3"));
        await app.IngestAsync();
        await Eventually.Is(async () => (await CallsAsync(app)).Rows.Inserted == 1, "the blob whose events came was loaded", 60);
        Assert.That(await CallsAsync(app), Has.Property("RawBlobs").EqualTo(3).And.Property("CleanedBlobs").EqualTo(2).And.Property("LoadedFiles").EqualTo(1));

        await app.IngestAsync("Reconcile");
        await app.SettleAsync();
        var calls = await CallsAsync(app);
        Assert.That((calls.Rows.Inserted, calls.IsBalanced), Is.EqualTo((3, true)));
        Assert.That(await app.ListAsync("state", "reconcile/"), Has.Count.GreaterThanOrEqualTo(2));
        Assert.That(await app.QueryAsync("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    [Test]
    public async Task A_minute_without_a_database_poisons_nothing()
    {
        await using var server = await PostgresCluster.StartAsync();
        await using var app = await TestApp.StartAsync(WarehouseEngine.DuckDb, [.. Settings, ("Warehouse__Engine", "Postgres"), ("Warehouse__ConnectionString", server.ConnectionString())]);
        await app.DropAsync("calllogs/0.csv", Export("CALL-0"));
        await app.IngestAsync();
        await app.SettleAsync();

        await server.StopAsync();
        var (files, away) = (1, Stopwatch.StartNew());
        for (; away.Elapsed < TimeSpan.FromMinutes(1); files++)
        {
            await app.DropAsync(string.Create(CultureInfo.InvariantCulture, $"calllogs/{files}.csv"), Export($"CALL-{files}"));
            await app.IngestAsync();
            await Task.Delay(TimeSpan.FromSeconds(1)); // exports come while it is away
        }

        await server.StartAgainAsync();
        var (gone, back) = (away.Elapsed, Stopwatch.StartNew());
        await Eventually.Is(async () => (await CallsAsync(app)) is { IsSettled: true } calls && calls.Rows.Inserted == files, "everything was loaded", 120);

        TestContext.Out.WriteLine($"The server was away for {gone.TotalSeconds:0} s; {files - 1} files waited and were loaded {back.Elapsed.TotalSeconds:0} s after it was back");
        Assert.That((await CallsAsync(app)).IsBalanced, Is.True);
        Assert.That((await new QueueClient(app.Lake, "webjobs-blobtrigger-poison").ExistsAsync()).Value, Is.False, "nothing was ever given up on");
        await using var warehouse = PostgresStore.Open(server.ConnectionString(), isBorrowed: true);
        Assert.That(warehouse.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    private static string Export(string id) => $"{Header}{id},2026-11-01 10:00,,A,x,y,open\nbroken\n";

    private static async Task<SourceStatus> CallsAsync(TestApp app) => (await app.Client.ReadStatusAsync(CancellationToken.None)).Sources.Single(source => source.Source == "calllogs");

    private static async Task<BlobClient> PutRawAsync(LakeStore lake, string id)
    {
        var bytes = Encoding.UTF8.GetBytes(Export(id));
        var blob = lake.Raw.GetBlobClient(RawName.Create("calllogs", new DateTimeOffset(2026, 11, 2, 6, 0, 0, TimeSpan.Zero), "", SHA256.HashData(bytes), "csv").BlobName);
        await blob.UploadAsync(new BinaryData(bytes));
        return blob;
    }

    // The host's own mark that a function has heard of this version of a blob.
    private static async Task LoseEventAsync(TestApp app, string function, BlobClient blob)
    {
        var etag = (await blob.GetPropertiesAsync()).Value.ETag.ToString("H");
        var receipt = $"blobreceipts/beejan-demo/Host.Functions.{function}/{etag}/{blob.BlobContainerName}/{blob.Name}";
        var host = new BlobContainerClient(app.Lake, "azure-webjobs-hosts");
        await host.CreateIfNotExistsAsync();
        await host.GetBlobClient(receipt).UploadAsync(BinaryData.Empty, overwrite: true);
    }
}
