using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations;
using Beejan.Functions.Operations.Reconcile;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>A lake and a warehouse of its own in which no function runs, so that nothing but the sweep moves a blob on.</summary>
internal sealed class SweepLake : IAsyncDisposable
{
    public const string Source = CallLogsSource.Name;

    private readonly string _folder = Directory.CreateTempSubdirectory("beejan-sweep-").FullName;
    private readonly ILoggerFactory _loggers;
    private int _exports;

    private SweepLake(TestLake lake)
    {
        Lake = lake;
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs));
    }

    public TestLake Lake { get; }

    public Store Warehouse { get; private set; } = null!;

    public RecordedEvents Events { get; } = new();

    public RecordedLogs Logs { get; } = new();

    /// <summary>The sweep's: as late as it should find the blobs that were just written.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow().AddMinutes(11));

    /// <summary>Paths that a stage was run on, in their order.</summary>
    public List<string> Runs { get; } = [];

    /// <summary>Called before a stage is run on a path; may throw, as a stage would.</summary>
    public Action<string> BeforeRun { get; set; } = _ => { };

    /// <summary>Raised by a fix.</summary>
    public int RuleVersion { get; set; } = CallLogsSource.RuleVersion;

    /// <param name="storage">Is emptied.</param>
    /// <param name="engine">Of the warehouse.</param>
    public static async Task<SweepLake> StartAsync(TestLake storage, WarehouseEngine engine)
    {
        foreach (var container in new[] { storage.Store.Raw, storage.Store.Clean, storage.Store.Rejects, storage.Store.State })
        {
            await foreach (var blob in container.GetBlobsAsync())
            {
                await container.DeleteBlobAsync(blob.Name);
            }
        }

        var lake = new SweepLake(storage);
        lake.Warehouse = engine == WarehouseEngine.DuckDb ? await DuckDbStore.CreateAsync(Path.Combine(lake._folder, "sweep.duckdb")) : await PostgresStore.CreateAsync();
        await storage.Store.Poison.CreateIfNotExistsAsync();
        await storage.Store.Poison.ClearMessagesAsync();
        return lake;
    }

    public async Task SweepAsync(IWarehouse? warehouse = null)
    {
        var source = IdleSource.Of(Source) with { RuleVersion = RuleVersion, CleanAsync = Run("raw", CleanAsync), LoadAsync = Run("clean", LoadAsync) };
        var sweep = new Sweep(
            Lake.Store, warehouse ?? Warehouse.Warehouse, TestLake.Rules, [source], Options.Create(new OperationsOptions()), Events.Telemetry, Clock, _loggers.CreateLogger<Sweep>());
        await sweep.RunAsync(CancellationToken.None);

        Func<BlobClient, CancellationToken, Task> Run(string container, Func<BlobClient, Task> stage) => (blob, _) =>
        {
            lock (Runs)
            {
                Runs.Add($"{container}/{blob.Name}");
            }

            BeforeRun($"{container}/{blob.Name}");
            return stage(blob);
        };
    }

    /// <summary>Puts an export of one row and one reject into raw.</summary>
    /// <param name="hour">Of its name: later ones come behind.</param>
    public Task<BlobClient> PutAsync(int hour = 6) => Lake.PutRawAsync(
        Source,
        Encoding.UTF8.GetBytes($"call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-{++_exports},2026-11-01 10:00,,A,x,y,open\nbroken\n"),
        "csv",
        new DateTimeOffset(2026, 11, 2, hour, 0, 0, TimeSpan.Zero));

    public Task CleanAsync(BlobClient raw)
        => new CallLogCleaner(Lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);

    public Task LoadAsync(BlobClient clean)
        => new LoadStage(Lake.Store, Warehouse.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance).RunAsync(clean, Source, CancellationToken.None);

    public BlobClient CleanOf(BlobClient raw) => Lake.CleanOf(raw, Source);

    public BlobClient ManifestOf(BlobClient raw)
        => Lake.Store.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(raw.Name, Source), CallLogsSource.RuleVersion + TestLake.Rules.Version));

    /// <summary>What the host does when a function has failed too often.</summary>
    public Task PoisonAsync(string container, string name, string function, bool isBase64 = true)
    {
        var message = $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.{{function}}","BlobType":"BlockBlob","ContainerName":"{{container}}","BlobName":"{{name}}","ETag":"0"}""";
        return Lake.Store.Poison.SendMessageAsync(isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(message)) : message);
    }

    public async Task<int> CountPoisonAsync() => (await Lake.Store.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public Task KeepNoteAsync(string function, string path, FailureCause cause, string hint = "mend it")
        => FailureNotes.KeepAsync(Lake.Store, new FailureNote(function, Source, path, Clock.GetUtcNow(), Clock.GetUtcNow(), 5, "1", "X", cause, hint), CancellationToken.None);

    public async Task<IReadOnlyList<string>> ListStateAsync(string prefix)
        => await Lake.Store.State.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, default).Select(blob => blob.Name).ToListAsync();

    /// <summary>Later than what was written meanwhile by real time, too.</summary>
    public void Wait(TimeSpan? time = null) => Clock.Advance(time ?? TimeSpan.FromMinutes(15));

    public void MustBeLoaded(int complaints)
    {
        Assert.That(Warehouse.One("SELECT count(*) FROM mart.fact_complaint"), Is.EqualTo(complaints.ToString(CultureInfo.InvariantCulture)));
        Assert.That(Warehouse.One("SELECT count(*), sum(rows) FROM ops.load WHERE superseded_by IS NULL"), Is.EqualTo($"{complaints}|{complaints}"));
        Assert.That(Warehouse.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        await Warehouse.DisposeAsync();
        _loggers.Dispose();
        Logs.Dispose();
        Events.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
