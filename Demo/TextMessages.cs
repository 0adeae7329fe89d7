using System.Text.Json.Nodes;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Sources.Sms.Providers.AfricasTalking;
using Beejan.Functions.Sources.Sms.Providers.Infobip;
using Beejan.Functions.Sources.Sms.Providers.Twilio;
using Beejan.Functions.Sources.Sms.Providers.Vonage;
using Beejan.LocalServers.AfricasTalking;
using Beejan.LocalServers.Infobip;
using Beejan.LocalServers.Providers;
using Beejan.LocalServers.Twilio;
using Beejan.LocalServers.Vonage;
using Microsoft.Extensions.Configuration;

namespace Beejan.Demo;

/// <summary>The text messages of the demo: at doubles of the providers, from which the app fetches them as from the providers themselves.</summary>
internal sealed class TextMessages : IAsyncDisposable
{
    private const string Secret = "demo-secret";
    private const string TwilioSid = "ACbee1a000000000000000000000000001";
    private const string App = "beejan";
    private const string VonageId = "bee1a001";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly List<(string Title, ProviderDouble Double, string Cursor)> _providers = [];
    private readonly Dictionary<string, string> _settings = [];

    private TextMessages()
    {
    }

    /// <summary>Who can be chosen.</summary>
    public static IReadOnlyList<string> Providers { get; } = [.. SmsFormats.All.Select(format => format.Name)];

    /// <summary>The settings by which the app finds them.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    public int Count { get; private set; }

    /// <summary>Who is there, and where.</summary>
    public string Places => string.Join(", ", _providers.Select(provider => $"{provider.Title} at {provider.Double.Address}"));

    public static async Task<TextMessages> StartAsync(IEnumerable<string> providers, CancellationToken cancellationToken)
    {
        var messages = new TextMessages();
        foreach (var provider in providers)
        {
            await messages.AddAsync(provider, cancellationToken);
        }

        return messages;
    }

    /// <summary>Fires the timer and waits until the app has fetched everything: until then the status knows of nothing that waits.</summary>
    /// <exception cref="DemoException">The app did not come to the end.</exception>
    public async Task FetchAsync(AppClient client, AppProcess app, string storage, CancellationToken cancellationToken)
    {
        var lake = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", storage)]).Build());
        var before = await ReadAsync(lake, cancellationToken);
        await client.FireAsync("IngestSms", cancellationToken);
        for (var started = DateTime.UtcNow; (await ReadAsync(lake, cancellationToken)).Zip(before).Any(pair => pair.First == pair.Second); await Task.Delay(Poll, cancellationToken))
        {
            app.MustRun();
            if (DateTime.UtcNow - started > Patience)
            {
                throw new DemoException($"The app has not fetched the text messages within {Patience.TotalSeconds:0} s: its log says why.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.Double.DisposeAsync();
        }
    }

    private async Task AddAsync(string provider, CancellationToken cancellationToken)
    {
        var samples = await Task.WhenAll(Samples.TextMessages(provider).Select(async file => JsonNode.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken))!.AsObject()));
        Count += samples.Length;
        switch (provider)
        {
            case "twilio":
                var twilio = await TwilioDouble.StartAsync(cancellationToken);
                var account = twilio.AddAccount(TwilioSid, Secret);
                Fill(samples, sample => account.Put(DoubleMessage.Of(sample, TimeProvider.System.GetUtcNow())));
                Add(TwilioFormat.Instance, twilio, TwilioSid, ("Twilio__BaseAddress", twilio.Address.ToString()), ("Twilio__Accounts__0__AccountSid", TwilioSid), ("Twilio__Accounts__0__Secret", Secret));
                break;
            case "africastalking":
                var africasTalking = await AfricasTalkingDouble.StartAsync(cancellationToken);
                Fill(samples, africasTalking.AddApp(App, Secret).Put);
                Add(AfricasTalkingFormat.Instance, africasTalking, App, ("AfricasTalking__BaseAddress", africasTalking.Address.ToString()), ("AfricasTalking__Accounts__0__Username", App), ("AfricasTalking__Accounts__0__ApiKey", Secret));
                break;
            case "infobip":
                var infobip = await InfobipDouble.StartAsync(cancellationToken: cancellationToken);
                var inbox = infobip.AddInbox(Secret);
                Fill(samples, sample => inbox.Put(TimeProvider.System.GetUtcNow(), sample)); // kept for 48 hours from now on, whatever they say
                Add(InfobipFormat.Instance, infobip, App, ("Infobip__Accounts__0__Name", App), ("Infobip__Accounts__0__BaseAddress", infobip.Address.ToString()), ("Infobip__Accounts__0__ApiKey", Secret));
                break;
            default:
                var vonage = await VonageDouble.StartAsync(cancellationToken);
                var reports = vonage.AddAccount(VonageId, Secret);
                Fill(samples, sample => reports.Put(DateTimeOffset.Parse((string)sample["date_received"]!, null), sample));
                Add(VonageFormat.Instance, vonage, VonageId, ("Vonage__BaseAddress", vonage.Address.ToString()), ("Vonage__Accounts__0__AccountId", VonageId), ("Vonage__Accounts__0__Secret", Secret));
                break;
        }
    }

    private static void Fill(IEnumerable<JsonObject> samples, Action<JsonObject> put)
    {
        foreach (var sample in samples)
        {
            put(sample);
        }
    }

    private void Add(SmsFormat format, ProviderDouble provider, string account, params IEnumerable<(string Name, string Value)> settings)
    {
        _providers.Add((format.Title, provider, format.Cursor(account)));
        foreach (var (name, value) in settings)
        {
            _settings[$"Sms__{name}"] = value;
        }
    }

    // Every provider's cursor says when it was last read to its end.
    private async Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(LakeStore lake, CancellationToken cancellationToken)
        => await Task.WhenAll(_providers.Select(async provider => (await LakeCursor<InfobipCursor>.ReadAsync(lake, provider.Cursor, cancellationToken)).Value.ReadAt));
}
