using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Replays;

/// <summary>Gives each test a lake and a warehouse, and exports of a layout that was wrong and is mended.</summary>
internal abstract class ReplayTest(WarehouseEngine engine) : WarehouseTest(engine)
{
    protected const string Id = "20261124T150500Z-3f2a";

    /// <summary>Took A-1 for a complaint, refused N-3, and didn't know the column Kind.</summary>
    protected static KnownLayouts Wrong { get; } = Layouts(1, "[AT]-[0-9]+", "");

    protected static KnownLayouts Mended { get; } = Layouts(2, "[NT]-[0-9]+", """, "category": "Kind" """);

    protected TestLake Lake { get; private set; } = null!;

    [SetUp]
    public async Task StartLakeAsync()
    {
        Lake = await TestLake.StartAsync();
        Store.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(1)); // loads and requests go by this clock, blobs by the storage's
    }

    [TearDown]
    public async Task StopLakeAsync() => await Lake.DisposeAsync();

    /// <summary>Four records of an account: one that is withdrawn by the mended layout, one updated, one fixed, one still bad.</summary>
    protected Task<BlobClient> PutAsync(string account, int minute = 0)
        => Lake.PutRawAsync(
            "calllogs",
            Encoding.UTF8.GetBytes($"Ref,Opened,Kind\nA-1,2026-11-01 10:00,x\nT-2,2026-11-01 10:00,y\nN-3,2026-11-01 10:00,{account}\nX-9,2026-11-01 10:00,z\n"),
            "csv",
            new DateTimeOffset(2026, 11, 2, 6, minute, 0, TimeSpan.Zero),
            account);

    /// <summary>As its functions do.</summary>
    protected async Task CleanAndLoadAsync(BlobClient raw, KnownLayouts layouts)
    {
        var source = Source(layouts);
        await source.CleanAsync(raw, CancellationToken.None);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await source.LoadAsync(Clean(raw, layouts), CancellationToken.None);
    }

    protected BlobClient Clean(BlobClient raw, KnownLayouts layouts)
        => Lake.Store.Clean.GetBlobClient(RawName.Parse(raw.Name, "calllogs").DerivedName(Source(layouts).RuleVersion + TestLake.Rules.Version, "parquet"));

    protected LakeSource Source(KnownLayouts layouts)
    {
        var cleaner = new CallLogCleaner(Lake.CleanStage(), Options.Create(new CleaningOptions()), layouts);
        var trials = new TrialStage(Lake.Store, Store.Warehouse);
        var loads = new LoadStage(Lake.Store, Store.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance);
        return new LakeSource("calllogs", CallLogsSource.RuleVersion + layouts.Version, _ => Task.FromResult(0), cleaner.RunAsync, loads.For("calllogs"))
        {
            TryCleanAsync = trials.OfRaw(cleaner.ReadAsync),
            TryLoadAsync = trials.OfClean("calllogs"),
        };
    }

    /// <summary>Keeps a request as the desk does.</summary>
    protected async Task<BlobClient> AskAsync(string json, string id = Id)
    {
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = ReplayRequestReader.Read(Encoding.UTF8.GetBytes(json), [Source(Mended)], Store.Clock.GetUtcNow());
        var blob = Lake.Store.State.GetBlobClient(ReplayRequest.NameOf(id));
        await blob.UploadAsync(request.ToJson());
        return blob;
    }

    /// <summary>Runs as the host does once.</summary>
    /// <param name="request">Which replay.</param>
    /// <param name="source">The source; null: as it is when it is mended.</param>
    protected async Task<ReplayProgress> RunAsync(BlobClient request, LakeSource? source = null)
    {
        using var telemetry = new TelemetryConfiguration { DisableTelemetry = true };
        var run = new ReplayRun(
            Lake.Store, Store.Warehouse, TestLake.Rules, [source ?? Source(Mended)], new PipelineTelemetry(new TelemetryClient(telemetry)), Store.Clock, NullLogger<ReplayRun>.Instance);
        await run.RunAsync(request, CancellationToken.None);
        return await ReadAsync(ReplayRequest.IdOf(request.Name));
    }

    protected async Task<ReplayProgress> ReadAsync(string id = Id) => (await ReplayRecord.FindAsync(Lake.Store, id, CancellationToken.None))!.Progress;

    protected async Task<ReplayProgress> ReplayAsync(string json, string id = Id) => await RunAsync(await AskAsync(json, id));

    /// <summary>All that a replay comes to, beside its name and times.</summary>
    protected static (long, long, long, long, long, long, long, long) Figures(ReplayProgress progress)
        => (progress.Blobs, progress.Current, progress.Inserted, progress.Updated, progress.Superseded, progress.Rejected, progress.Fixed, progress.StillBad);

    /// <summary>Every blob as it was written, except for what a replay says of itself, and every row of every table.</summary>
    protected async Task<List<string>> EverythingAsync()
    {
        var all = new List<string>();
        foreach (var container in new[] { Lake.Store.Landing, Lake.Store.Raw, Lake.Store.Clean, Lake.Store.Rejects, Lake.Store.State })
        {
            await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, CancellationToken.None))
            {
                if (container.Name != "state" || !blob.Name.StartsWith("replay", StringComparison.Ordinal))
                {
                    all.Add($"{container.Name}/{blob.Name} {blob.Properties.ETag} {blob.Properties.LastModified:O} {string.Join(' ', blob.Metadata)}");
                }
            }
        }

        return [.. all, .. Store.Everything(withLoads: true)];
    }

    private static KnownLayouts Layouts(int version, string ids, string more) => KnownLayouts.Read(RuleText.File(
        "layouts.json",
        $$"""
        // version {{version}}
        [{ "name": "tower", "columns": { "id": "Ref", "openedAt": "Opened"{{more}} }, "idPattern": "{{ids}}", "idInWords": "a letter, - and digits", "dateOrder": "yearFirst" }]
        """));
}
