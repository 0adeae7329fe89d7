using System.Diagnostics;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.LocalServers;
using Beejan.LocalServers.ApplicationInsights;
using Beejan.LocalServers.Twilio;

namespace Beejan.Demo.Faults;

/// <summary>A pipeline that works, watched by a double of Application Insights, with everything at hand that can go wrong.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    public const string Sid = "ACbee1a000000000000000000000000001";
    public const string Secret = "demo-secret";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // a timer that fails is tried again for two
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, string> _changed = [];
    private AppProcess? _app;

    private FaultScene(DemoStore store, Azurite azurite, PostgresCluster? server, IngestionDouble insights, TwilioDouble twilio)
    {
        (Store, Azurite, Server, Insights, Twilio) = (store, azurite, server, insights, twilio);
        Messages = twilio.AddAccount(Sid, Secret);
    }

    public DemoStore Store { get; }

    public Azurite Azurite { get; }

    /// <summary>The warehouse's server; null where it is a DuckDB file.</summary>
    public PostgresCluster? Server { get; }

    public IngestionDouble Insights { get; }

    public TwilioDouble Twilio { get; }

    public DoubleAccount Messages { get; }

    public AppClient Client { get; private set; } = null!;

    public AppProcess App => _app ?? throw new DemoException("The app does not run.");

    /// <param name="store">Where it keeps what it keeps.</param>
    /// <param name="fault">What it is made for.</param>
    /// <param name="say">Hears of progress.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FaultScene> StartAsync(DemoStore store, Fault fault, Action<string> say, CancellationToken cancellationToken)
    {
        var azurite = await Azurite.StartAsync(store.Lake, say, cancellationToken);
        var server = fault.NeedsServer ? await PostgresCluster.StartAsync(say, ct: cancellationToken) : null;
        var scene = new FaultScene(store, azurite, server, await IngestionDouble.StartAsync(cancellationToken), await TwilioDouble.StartAsync(cancellationToken));
        try
        {
            foreach (var (name, value) in fault.Settings)
            {
                scene._changed[name] = value;
            }

            await Website.CreateAsync(store.Forms, cancellationToken);
            await WarehouseSchema.ApplyAsync(scene.Settings(), cancellationToken);
            await scene.StartAppAsync(cancellationToken);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the app and starts it with other settings, as a deployment does.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken, params (string Name, string Value)[] changed)
    {
        await StopAppAsync();
        foreach (var (name, value) in changed)
        {
            _changed[name] = value;
        }

        await StartAppAsync(cancellationToken);
    }

    public async Task StopAppAsync()
    {
        if (_app is not null)
        {
            Client.Dispose();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async Task StartAppAsync(CancellationToken cancellationToken)
    {
        _app = await AppProcess.StartAsync(0, Settings(), Store.Log, cancellationToken);
        Client = new AppClient(_app.Address, _key);
    }

    /// <summary>Puts a blob into the lake, past every function of ours.</summary>
    public Task PutAsync(string container, string name, string content, CancellationToken cancellationToken)
        => Blob(container, name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(content)), overwrite: true, cancellationToken);

    public Task DeleteAsync(string container, string name, CancellationToken cancellationToken) => Blob(container, name).DeleteAsync(cancellationToken: cancellationToken);

    /// <summary>Delivers a complaint as platform standard does.</summary>
    /// <returns>The status it was answered with.</returns>
    public Task<int> PostAsync(string id, CancellationToken cancellationToken)
        => Client.PostAsync(Webhook.Standard(Encoding.UTF8.GetBytes(FaultData.Complaint(id)), TimeProvider.System.GetUtcNow()), cancellationToken);

    /// <summary>Waits until so many events of a name have arrived at Application Insights.</summary>
    /// <exception cref="DemoException">They have not, for a long time.</exception>
    public async Task<ReceivedTelemetry> WaitForAsync(string name, Func<ReceivedTelemetry, bool> isIt, int count, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(Poll, cancellationToken))
        {
            App.MustRun();
            if (Insights.Events(name).Where(isIt).Skip(count - 1).FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        throw new DemoException($"No event {name} has arrived within {Patience.TotalMinutes:0} minutes, expected {count}: the app's log, {Store.Log}, may say why.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        await Twilio.DisposeAsync();
        await Insights.DisposeAsync();
        await Azurite.DisposeAsync();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    private BlobClient Blob(string container, string name)
        => new BlobContainerClient(Azurite.ConnectionString, container, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05)).GetBlobClient(name);

    // Watched every two seconds, for nobody wants to wait for a quarter of an hour; all that is judged is judged as it is in Azure.
    private Dictionary<string, string> Settings()
    {
        var settings = AppSettings.Of(Store, Azurite.ConnectionString, Server?.ConnectionString(), _key, staysUp: false);
        settings["Operations__CheckSchedule"] = "*/2 * * * * *";
        settings["Operations__ReconcileSchedule"] = "*/2 * * * * *";
        settings["Operations__ReconcileAfter"] = "00:00:15";
        settings["Social__Platforms"] = "standard";
        settings["Sms__Twilio__BaseAddress"] = Twilio.Address.ToString();
        settings["Sms__Twilio__Accounts__0__AccountSid"] = Sid;
        settings["Sms__Twilio__Accounts__0__Secret"] = Secret;
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = Insights.ConnectionString;
        foreach (var (name, value) in _changed)
        {
            settings[name] = value;
        }

        return settings;
    }
}
