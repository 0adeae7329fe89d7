using System.Text.Json.Nodes;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.LocalServers.Twilio;
using Microsoft.Extensions.Configuration;

namespace Beejan.Demo;

/// <summary>The text messages of the demo: at a double of Twilio, from which the app fetches them as from Twilio.</summary>
internal sealed class TextMessages : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly TwilioDouble _twilio;

    private TextMessages(TwilioDouble twilio) => _twilio = twilio;

    public Uri Address => _twilio.Address;

    public int Count { get; private init; }

    public static async Task<TextMessages> StartAsync(CancellationToken cancellationToken)
    {
        var twilio = await TwilioDouble.StartAsync(cancellationToken);
        var account = twilio.AddAccount(AppSettings.TwilioSid, AppSettings.TwilioSecret);
        foreach (var file in Samples.TextMessages)
        {
            account.Put(DoubleMessage.Of(JsonNode.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken))!.AsObject(), file.LastWriteTimeUtc));
        }

        return new TextMessages(twilio) { Count = account.Messages.Count };
    }

    /// <summary>Fires the timer and waits until the app has fetched everything: until then the status knows of nothing that waits.</summary>
    /// <exception cref="DemoException">The app did not come to the end.</exception>
    public static async Task FetchAsync(AppClient client, AppProcess app, string storage, CancellationToken cancellationToken)
    {
        var lake = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", storage)]).Build());
        var before = await ReadAsync(lake, cancellationToken);
        await client.FireAsync("IngestSms", cancellationToken);
        for (var started = DateTime.UtcNow; await ReadAsync(lake, cancellationToken) == before; await Task.Delay(Poll, cancellationToken))
        {
            app.MustRun();
            if (DateTime.UtcNow - started > Patience)
            {
                throw new DemoException($"The app has not fetched the text messages within {Patience.TotalSeconds:0} s: its log says why.");
            }
        }
    }

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    private static async Task<DateTimeOffset?> ReadAsync(LakeStore lake, CancellationToken cancellationToken)
        => (await LakeCursor<SmsCursor>.ReadAsync(lake, TwilioInbox.CursorOf(AppSettings.TwilioSid), cancellationToken)).Value.ReadAt;
}
