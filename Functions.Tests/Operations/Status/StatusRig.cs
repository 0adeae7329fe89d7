using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.LocalWorker;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TestApp = Beejan.Functions.Tests.LocalWorker.TestApp;

namespace Beejan.Functions.Tests.Operations.Status;

/// <summary>The status function on a lake and a warehouse of its own, with freshness as a test wants it, and a clock that is set.</summary>
internal sealed class StatusRig : IAsyncDisposable
{
    public const string Insights = "/subscriptions/6f9619ff-8b86-d011-b42d-00c04fc964ff/resourceGroups/beejan/providers/Microsoft.Insights/components/beejan";

    private const string Export = "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,A,x,y,open\nbroken\nbroken too\nnobody,2026-11-01 10:00,,A,x,y,open\n";

    private static readonly string[] SourceNames = ["calllogs", "social", "sms", "forms"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("beejan-status-");
    private readonly TestApp _app;

    private StatusRig(TestLake lake, string? key)
    {
        Lake = lake;
        _app = new TestApp
        {
            ["LocalWorker:FunctionKey"] = key,
            ["LocalWorker:OpenOnLoopback"] = key is null ? "true" : null,
            ["Status:ApplicationInsights"] = Insights,
            Configure = builder =>
            {
                builder.Services.AddStatus(builder.Configuration);
                builder.Services.AddSingleton<ReadFreshness>(_ => Task.FromResult(Feeds));
                builder.Services.AddSingleton(Lake.Store).AddSingleton<IWarehouse>(Store.Warehouse).AddSingleton<TimeProvider>(Store.Clock);
                foreach (var name in SourceNames)
                {
                    builder.Services.AddSingleton(IdleSource.Of(name));
                }
            },
        };
    }

    public TestLake Lake { get; }

    public Store Store { get; private set; } = null!;

    public TestWorker Worker { get; private set; } = null!;

    public IReadOnlyList<FeedFreshness> Feeds { get; set; } = [];

    public DateTimeOffset Now => Store.Clock.GetUtcNow();

    /// <param name="key">The key that opens it; null: open on loopback.</param>
    public static async Task<StatusRig> StartAsync(string? key = null)
    {
        var rig = new StatusRig(await TestLake.StartAsync(), key);
        rig.Store = await DuckDbStore.CreateAsync(Path.Combine(rig._folder.FullName, "warehouse.duckdb"));
        rig.Store.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        rig.Worker = await TestWorker.StartAsync(rig._app, typeof(StatusFunction));
        return rig;
    }

    /// <summary>Two days of loads, and feeds that keep their promises.</summary>
    public void BeWell()
    {
        Feeds =
        [
            new("calllogs", "", Now.AddHours(-5), TimeSpan.FromHours(13), Now.AddHours(-6), null, []),
            new("forms", "web_form", Now.AddMinutes(-9), TimeSpan.FromMinutes(35), Now.AddMinutes(-11), TimeSpan.FromHours(2), []),
            new("sms", "AC00000000000000000000000000000001", Now.AddMinutes(-4), TimeSpan.FromMinutes(35), Now.AddMinutes(-6), TimeSpan.FromHours(1), []),
            new("social", "meta", null, null, Now.AddSeconds(-40), TimeSpan.FromHours(3), []),
        ];
        using var connection = Store.Connect();
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (source, i) in SourceNames.Select((source, i) => (source, i)))
        {
            for (var hour = 0; hour < 48; hour++)
            {
                var at = Now.AddHours(hour - 47);
                var day = 0.5 - (0.5 * Math.Cos(at.Hour * Math.PI / 12));
                var rows = i == 0 ? (at.Hour % 12 == 0 ? 4200 : 0) : (long)(day * (i * 90)) + ((hour * 7 * i) % 23);
                if (rows > 0)
                {
                    Load(connection, source, at, rows, hour % 9 == i ? rows / 12 : 0);
                }
            }
        }

        transaction.Commit();
    }

    /// <summary>Some of everything that can go wrong; what is read in the lake holds markup where it can.</summary>
    public async Task BeTroubledAsync()
    {
        await CleanAsync(await PutAsync(Export)); // cleaned with rejects, and not loaded
        await PutAsync(Export + "CALL-3,2026-11-01 10:00,,A,x,y,open\n"); // not cleaned
        await PoisonAsync("raw", "sms/2026/11/24/<script>document.title='owned'</script>.json");
        await KeepFailureAsync(new FailureNote("CleanSms", "sms", "raw/sms/2026/11/24/<script>document.title='owned'</script>.json", Now, Now.AddMinutes(4), 5, "4bf92f3577b34da6a3ce929d0e0e4736", "WrongBlobException", FailureCause.Data, "Found no raw name \"><img src=x onerror=alert(1)>: delete the blob, or write it under a raw name & drop the message"));
        await KeepFailureAsync(new FailureNote("IngestForms", "forms", "", Now.AddMinutes(-20), Now.AddMinutes(-20), 1, "00f067aa0ba902b7a3ce929d0e0e4736", "NpgsqlException", FailureCause.BrokenWorld, "The website's database does not answer: see to it, the next run catches up"));
        await KeepReplayAsync(new ReplayProgress("20261124T090500Z-3f2a", "sms, account AC0001, from raw, 2026-11-01 to 2026-11-03", false, "Done", Now.AddHours(-6), Now.AddHours(-6), 42, 0, 17, 3, 2, 15, 2, null));
        await KeepReplayAsync(new ReplayProgress("20261124T140500Z-9c1d", "calllogs, from clean", true, "Failed", Now.AddHours(-1), Now.AddHours(-1), 7, 0, 0, 0, 0, 0, 0, "The warehouse does not answer"));
        Store.Clock.Advance(TimeSpan.FromMinutes(190));
        BeWell();
        Feeds =
        [
            .. Feeds.Where(feed => feed.Source != "sms"),
            new("sms", "AC00000000000000000000000000000001", Now.AddHours(-3), TimeSpan.FromMinutes(35), Now.AddHours(-4), TimeSpan.FromHours(1), ["no good run for 3 hours, promised within 35 minutes", "the newest row is 4 hours old, promised within 1 hour"]),
        ];
    }

    public Task<BlobClient> PutAsync(string export, DateTimeOffset? time = null) => Lake.PutRawAsync("calllogs", Encoding.UTF8.GetBytes(export), "csv", time);

    public Task CleanAsync(BlobClient raw) => new CallLogCleaner(Lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);

    public async Task PoisonAsync(string container, string name)
    {
        await Lake.Store.Poison.CreateIfNotExistsAsync();
        var message = JsonSerializer.Serialize(new { Type = "BlobTrigger", ContainerName = container, BlobName = name });
        await Lake.Store.Poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)));
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        _app.Dispose();
        await Store.DisposeAsync();
        await Lake.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task<FailureNote> KeepFailureAsync(FailureNote note) => FailureNotes.KeepAsync(Lake.Store, note, CancellationToken.None);

    private async Task KeepReplayAsync(ReplayProgress replay)
        => await Lake.Store.State.GetBlobClient($"replays/{replay.Id}.json").UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(replay, JsonSerializerOptions.Web)));

    // A line of the ledger: what a load of so many rows leaves behind.
    private static void Load(DbConnection connection, string source, DateTimeOffset at, long rows, long rejected)
    {
        var (id, name) = (Guid.NewGuid(), string.Create(CultureInfo.InvariantCulture, $"clean/{source}/ingest_date={at:yyyy-MM-dd}/{at:HHmmssfff}-default-{Guid.NewGuid():N}.r1.parquet"));
        connection.Execute(
            "INSERT INTO ops.load (load_id, source, clean_name, content_hash, raw_file, rule_version, rows, inserted, updated, unchanged, older, loaded_at, duration_ms) VALUES ($1, $2, $3, '', '', 1, $4, $4, 0, 0, 0, $5, 9)",
            default, id, source, name, rows, at.UtcDateTime);
        connection.Execute(
            "INSERT INTO ops.batch (source, raw_file, rule_version, known_at, received, cleaned, duplicates, rejected, ignored, clean_name, load_id) VALUES ($1, '', 1, $2, $3, $4, 0, $5, 0, $6, $7)",
            default, source, at.UtcDateTime, rows + rejected, rows, rejected, name, id);
    }
}
