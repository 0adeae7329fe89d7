using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>The SMS source as the app registers it, between a double of Twilio and a real lake, with a clock of its own and waits too short to notice.</summary>
internal sealed class SmsRig : IAsyncDisposable
{
    public const string Secret = "the auth token of the tests";

    /// <summary>Three retries, with waits too short to notice.</summary>
    public static readonly SmsPatience Patience = new(3, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20), TimeSpan.FromMinutes(1), FailuresToOpen: 1000, Open: TimeSpan.FromSeconds(1));

    private readonly TestLake _lake;
    private readonly ServiceProvider _services;

    private SmsRig(TestLake lake, TwilioDouble twilio, IReadOnlyList<DoubleAccount> accounts, ServiceProvider services, FakeTimeProvider clock, RecordedLogs logs)
    {
        (_lake, Twilio, Accounts, _services, Clock, Logs) = (lake, twilio, accounts, services, clock, logs);
    }

    public TwilioDouble Twilio { get; }

    public IReadOnlyList<DoubleAccount> Accounts { get; }

    public DoubleAccount Account => Accounts[0];

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public RecordedLogs Logs { get; }

    /// <summary>What the source tells operations of itself.</summary>
    public LakeSource Source => _services.GetRequiredService<LakeSource>();

    /// <param name="lake">Where it writes; may be shared, as every rig has accounts of its own.</param>
    /// <param name="patience">How long a page is tried for.</param>
    /// <param name="accounts">How many accounts it reads.</param>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static async Task<SmsRig> StartAsync(TestLake lake, SmsPatience? patience = null, int accounts = 1, params (string Name, string Value)[] settings)
    {
        var twilio = await TwilioDouble.StartAsync();
        var all = Enumerable.Range(0, accounts).Select(_ => twilio.AddAccount($"AC{Guid.NewGuid():N}", Secret)).ToList();
        var configured = new Dictionary<string, string?> { ["Sms:Schedule"] = "0 */15 * * * *", ["Sms:Twilio:BaseAddress"] = twilio.Address.ToString(), ["Sms:Twilio:PageSize"] = "10" };
        foreach (var (account, index) in all.Select((account, index) => (account, index)))
        {
            configured[$"Sms:Twilio:Accounts:{index}:AccountSid"] = account.Sid;
            configured[$"Sms:Twilio:Accounts:{index}:Secret"] = Secret;
        }

        foreach (var (name, value) in settings)
        {
            configured[name] = value;
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var logs = new RecordedLogs();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(lake.Store)
            .AddSingleton(PipelineTelemetry.Nowhere)
            .AddSingleton(lake.CleanStage())
            .AddSingleton<LoadStage>()
            .AddSingleton<TrialStage>()
            .AddSingleton(Mock.Of<IWarehouse>())
            .AddSingleton(Options.Create(new CleaningOptions()))
            .AddSms(new ConfigurationBuilder().AddInMemoryCollection(configured).Build())
            .AddSingleton(patience ?? Patience)
            .BuildServiceProvider();
        return new SmsRig(lake, twilio, all, services, clock, logs);
    }

    /// <summary>One run of the timer.</summary>
    public Task RunAsync() => _services.GetRequiredService<SmsIngest>().RunAsync(CancellationToken.None);

    /// <summary>Puts a text message at the double.</summary>
    public DoubleMessage Receive(DateTimeOffset at, string body = "No network", DoubleAccount? account = null)
    {
        var message = DoubleMessage.Inbound((account ?? Account).Sid, at, body);
        (account ?? Account).Put(message);
        return message;
    }

    public async Task<SmsCursor> CursorAsync(DoubleAccount? account = null) => (await LakeCursorAsync(account)).Value;

    public Task<LakeCursor<SmsCursor>> LakeCursorAsync(DoubleAccount? account = null)
        => LakeCursor<SmsCursor>.ReadAsync(_lake.Store, $"sms/{(account ?? Account).Sid}", CancellationToken.None);

    /// <summary>The raw blobs of this rig's accounts.</summary>
    public async Task<List<BlobItem>> ListRawAsync()
    {
        var blobs = new List<BlobItem>();
        await foreach (var blob in _lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = "sms/", Traits = BlobTraits.Metadata }))
        {
            if (Accounts.Any(account => account.Sid == RawName.Parse(blob.Name, "sms").Account))
            {
                blobs.Add(blob);
            }
        }

        return blobs;
    }

    /// <summary>Cleans every raw page, and returns where the clean files are.</summary>
    public async Task<List<BlobClient>> CleanAsync()
    {
        var clean = new List<BlobClient>();
        foreach (var blob in await ListRawAsync())
        {
            var raw = _lake.Store.Raw.GetBlobClient(blob.Name);
            await _services.GetRequiredService<SmsCleaner>().RunAsync(raw, CancellationToken.None);
            clean.Add(_lake.CleanOf(raw, "sms"));
        }

        return clean;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Twilio.DisposeAsync();
        Logs.Dispose();
    }
}
