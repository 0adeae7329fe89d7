using System.Text;
using Beejan.Demo;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers.ApplicationInsights;
using Beejan.LocalServers.Twilio;
using Microsoft.Data.Sqlite;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>The whole app, sending to an ingestion endpoint on this machine, with text messages and web forms to fetch.</summary>
internal sealed class WatchedApp : IAsyncDisposable
{
    public const string Sid = "ACbee1a000000000000000000000000009";
    public const string TwilioSecret = "TWILIO-SECRET-MARKER";

    private readonly string _directory = Directory.CreateTempSubdirectory("beejan-watched-").FullName;

    private WatchedApp(IngestionDouble ingestion, TwilioDouble twilio)
    {
        Ingestion = ingestion;
        Account = twilio.AddAccount(Sid, TwilioSecret);
        Twilio = twilio;
    }

    public IngestionDouble Ingestion { get; }

    public TwilioDouble Twilio { get; }

    public DoubleAccount Account { get; }

    public TestApp App { get; private set; } = null!;

    private string Website => $"Data Source={Path.Combine(_directory, "website.sqlite")}";

    public static async Task<WatchedApp> StartAsync(params (string Name, string Value)[] given)
    {
        var watched = new WatchedApp(await IngestionDouble.StartAsync(), await TwilioDouble.StartAsync());
        watched.App = await TestApp.StartAsync(
            WarehouseEngine.DuckDb,
            [
                ("APPLICATIONINSIGHTS_CONNECTION_STRING", watched.Ingestion.ConnectionString),
                ("Sms__Twilio__BaseAddress", watched.Twilio.Address.ToString()),
                ("Sms__Twilio__Accounts__0__AccountSid", Sid),
                ("Sms__Twilio__Accounts__0__Secret", TwilioSecret),
                ("Forms__Database", "Sqlite"),
                ("Forms__ConnectionString", watched.Website),
                .. given,
            ]);
        return watched;
    }

    public Task<int> PostAsync(string body) => App.Client.PostAsync(Webhook.Meta(Encoding.UTF8.GetBytes(body)), CancellationToken.None);

    /// <summary>A comment on a page, as Meta sends it.</summary>
    public static string Comment(string id, string message)
        => $$$"""{"object":"page","entry":[{"id":"9","time":1793527205,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"{{{id}}}","from":{"id":"7"},"message":"{{{message}}}","created_time":1793527200}}]}]}""";

    public async Task ExecuteOnTheWebsiteAsync(string sql)
    {
        await using var connection = new SqliteConnection(Website + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until something has arrived.</summary>
    public Task ArrivesAsync(Func<IngestionDouble, bool> what, string description) => Eventually.Is(() => what(Ingestion), description, withinSeconds: 40);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Twilio.DisposeAsync();
        await Ingestion.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
