using Azure.Storage.Blobs.Models;
using Beejan.Demo;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Sources;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>What the app makes of the demo's samples, and of further exports that the run names: a lake, to be loaded anywhere.</summary>
internal sealed class DemoLake : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TestApp _app;
    private readonly TextMessages _messages;

    private DemoLake(TestApp app, TextMessages messages, string folder) => (_app, _messages, _folder) = (app, messages, folder);

    /// <summary>
    /// Further exports: <c>dotnet test … -- 'TestRunParameters.Parameter(name="CallLogs", value="one.csv|another.csv")'</c>.
    /// In a settings file a semicolon does as well; on the command line it ends the parameter.
    /// </summary>
    public static IReadOnlyList<FileInfo> FurtherCallLogs =>
        [.. (TestContext.Parameters["CallLogs"] ?? "").Split(['|', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(path => new FileInfo(path))];

    /// <summary>A folder that holds a copy of clean, as in clean/sms/….</summary>
    public string Copy => Path.Combine(_folder, "lake");

    private LakeStore Lake => new(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", _app.Lake)]).Build());

    public static async Task<DemoLake> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("beejan-demo-lake-").FullName;
        var website = Path.Combine(folder, "forms.sqlite");
        await Website.CreateAsync(website, CancellationToken.None);
        var messages = await TextMessages.StartAsync([DemoOptions.DefaultSms], CancellationToken.None);
        var app = await TestApp.StartAsync(
            WarehouseEngine.DuckDb,
            [("Forms__Database", "Sqlite"), ("Forms__ConnectionString", $"Data Source={website}"), .. messages.Settings.Select(setting => (setting.Key, setting.Value))]);
        var lake = new DemoLake(app, messages, folder);
        try
        {
            await lake.FeedAsync();
            await lake.CopyAsync();
            return lake;
        }
        catch
        {
            await lake.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads all of clean, in the order of the names, so that two warehouses have the same ledger.</summary>
    public async Task LoadAsync(IWarehouse warehouse)
    {
        var stage = new LoadStage(Lake, warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance);
        foreach (var name in await NamesAsync())
        {
            await stage.RunAsync(Lake.Clean.GetBlobClient(name), name[..name.IndexOf('/', StringComparison.Ordinal)], CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _messages.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FeedAsync()
    {
        var exports = Samples.CallLogs.Concat(FurtherCallLogs).ToArray();
        var drop = new DropFolder(_app.Lake);
        foreach (var export in exports)
        {
            await drop.DropAsync("calllogs", export, CancellationToken.None);
        }

        foreach (var timer in new[] { "IngestCallLogs", "IngestForms", "IngestSms" })
        {
            await _app.IngestAsync(timer);
        }

        await PostAsync(Samples.Webhooks);
        await SettleAsync(exports.Length);
        await PostAsync(Samples.LaterWebhooks);
        await SettleAsync(exports.Length);
        await _app.StopAsync();
    }

    private async Task PostAsync(Func<DateTimeOffset, IReadOnlyList<Webhook>> sample)
    {
        foreach (var webhook in sample(TimeProvider.System.GetUtcNow()))
        {
            Assert.That(await _app.Client.PostAsync(webhook, CancellationToken.None), Is.EqualTo(200));
        }
    }

    // Something of each source; of dropped files and messages all, which the app may not have found yet when it looks settled.
    private async Task SettleAsync(int exports)
    {
        PipelineStatus? status = null;
        await Eventually.Is(
            async () =>
            {
                status = await _app.Client.ReadStatusAsync(CancellationToken.None);
                var sources = status.Sources.ToDictionary(source => source.Source);
                return status.Sources.All(source => source.IsSettled && source.Rows.Inserted > 0)
                    && sources["calllogs"].RawBlobs == exports && sources["sms"].Records.Received == _messages.Count;
            },
            "the samples were in",
            180);
        Assert.That(status!.Sources.Select(source => source.IsBalanced), Has.All.True);
    }

    private async Task CopyAsync()
    {
        foreach (var name in await NamesAsync())
        {
            var path = Path.Combine(Copy, "clean", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await Lake.Clean.GetBlobClient(name).DownloadToAsync(path);
        }
    }

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Lake.Clean.GetBlobsAsync(new GetBlobsOptions(), CancellationToken.None))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
