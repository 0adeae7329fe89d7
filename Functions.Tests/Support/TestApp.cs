using System.Diagnostics;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Demo;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Warehouse;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers;

namespace Beejan.Functions.Tests.Support;

/// <summary>The whole app as a process of its own, on an Azurite and a warehouse of its own; it can be killed and started again.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Key = "the key of the tests";

    private readonly string _directory = Directory.CreateTempSubdirectory("beejan-app-").FullName;
    private readonly DemoStore _store;
    private readonly string? _database;
    private Azurite _azurite = null!;
    private bool _isLakeStopped;
    private AppProcess? _process;
    private AppClient? _client;

    private readonly (string Name, string Value)[] _given;

    private TestApp(string? database, (string Name, string Value)[] given)
    {
        _store = DemoStore.Open(new DirectoryInfo(_directory));
        _database = database;
        _given = given;
    }

    public AppClient Client => _client ?? throw new InvalidOperationException("The app does not run.");

    public Uri Address => _process!.Address;

    /// <summary>The connection string of its lake, which is there until this is disposed of.</summary>
    public string Lake => _azurite.ConnectionString;

    /// <param name="engine">Of the warehouse.</param>
    /// <param name="given">Settings that differ from the demo's, now and when it is started again.</param>
    public static async Task<TestApp> StartAsync(WarehouseEngine engine = WarehouseEngine.DuckDb, params (string Name, string Value)[] given)
    {
        var app = new TestApp(engine == WarehouseEngine.Postgres ? await PostgresServer.CreateDatabaseAsync() : null, given);
        app._azurite = await Azurite.StartAsync(app._store.Lake);
        await WarehouseSchema.ApplyAsync(app.Settings(), CancellationToken.None);
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Starts the app, or fails with the sentence it ends with.</summary>
    public async Task StartAgainAsync(params (string Name, string Value)[] changed)
    {
        var settings = Settings();
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        _process = await AppProcess.StartAsync(0, settings, _store.Log, CancellationToken.None);
        _client = new AppClient(_process.Address, Key);
    }

    /// <summary>SIGKILL: nothing of it gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(_process!.ProcessId))
        {
            process.Kill();
        }

        await StopAsync();
    }

    /// <summary>Ends the lake's storage under the app.</summary>
    public async Task StopLakeAsync()
    {
        if (!_isLakeStopped)
        {
            _isLakeStopped = true;
            await _azurite.DisposeAsync();
        }
    }

    /// <summary>Takes the warehouse's database away under the app.</summary>
    public Task DropWarehouseAsync() => PostgresServer.DropDatabaseAsync(_database!);

    /// <summary>Sends a signal, as in TERM, and waits for the end.</summary>
    public async Task SignalAsync(string name)
    {
        using (var signal = Process.Start("kill", [$"-{name}", $"{_process!.ProcessId}"]))
        {
            await signal.WaitForExitAsync();
        }

        await StopAsync();
    }

    public async Task StopAsync()
    {
        _client?.Dispose();
        _client = null;
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <param name="path">Below landing, as in calllogs/monday.csv.</param>
    /// <param name="content">As UTF-8.</param>
    public Task DropAsync(string path, string content) => PutAsync("landing", path, content);

    public Task PutRawAsync(string name, string content) => PutAsync("raw", name, content);

    public Task IngestAsync(string function = "IngestCallLogs") => Client.FireAsync(function, CancellationToken.None);

    /// <summary>Replays, and waits for the end.</summary>
    public async Task<ReplayProgress> ReplayAsync(string request, int withinSeconds = 60)
    {
        var accepted = await Client.ReplayAsync(request, CancellationToken.None);
        return await EndReplayAsync(accepted.Id, withinSeconds);
    }

    public async Task<ReplayProgress> EndReplayAsync(string id, int withinSeconds = 60)
    {
        ReplayProgress? progress = null;
        await Eventually.Is(async () => (progress = await Client.ReadReplayAsync(id, CancellationToken.None)).State == ReplayProgress.Done, "the replay ended", withinSeconds);
        return progress!;
    }

    public async Task<PipelineStatus> SettleAsync(int withinSeconds = 60)
    {
        PipelineStatus? status = null;
        await Eventually.Is(
            async () =>
            {
                status = await Client.ReadStatusAsync(CancellationToken.None);
                return status.Sources.All(source => source.IsSettled);
            },
            "the app settled",
            withinSeconds);
        return status!;
    }

    /// <summary>Runs one of the app's commands in a process of its own, beside the app.</summary>
    /// <returns>Its exit code, and what it said.</returns>
    public async Task<(int Code, string Said)> RunAsync(string[] command, params (string Name, string Value)[] changed)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Functions.dll"), .. command]);
        foreach (var (name, value) in Settings().Select(setting => (setting.Key, setting.Value)).Concat(changed))
        {
            start.Environment[name] = value;
        }

        var (code, said, errors) = await Command.RunAsync(start);
        return (code, said + errors);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string container, string prefix)
    {
        var names = new List<string>();
        await foreach (var blob in new BlobContainerClient(_azurite.ConnectionString, container).GetBlobsAsync(new() { Prefix = prefix }))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>Stops the app and opens its warehouse to look into.</summary>
    public async Task<Store> OpenWarehouseAsync()
    {
        await StopAsync();
        return _database is null ? DuckDbStore.Open(_store.Warehouse) : PostgresStore.Open(_database, isBorrowed: true);
    }

    /// <summary>Stops the app and asks its warehouse.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var warehouse = await OpenWarehouseAsync();
        return warehouse.Query(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await StopLakeAsync();
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
        if (_database is not null)
        {
            await PostgresServer.DropDatabaseAsync(_database);
        }
    }

    private async Task PutAsync(string container, string name, string content)
        => await new BlobContainerClient(_azurite.ConnectionString, container).GetBlobClient(name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(content)), overwrite: true);

    private Dictionary<string, string> Settings()
    {
        var settings = AppSettings.Of(_store, _azurite.ConnectionString, _database, Key, staysUp: false);
        settings["Forms__Database"] = ""; // the demo's website isn't there
        foreach (var (name, value) in _given)
        {
            settings[name] = value;
        }

        return settings;
    }
}
