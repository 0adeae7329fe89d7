using System.Diagnostics;
using System.Globalization;
using System.Text;
using Beejan.Demo;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Twilio;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>
/// What reaches the app from outside in a test: exports, webhooks, text messages and web forms, round by round, new ones
/// and changes of earlier ones. Everything says the same whenever it is fed, but for the times of files.
/// </summary>
internal sealed class AllSources : IAsyncDisposable
{
    public const int CallsInARound = 30;
    public const int CommentsInARound = 5;
    public const int MessagesInARound = 6;
    public const int FormsInARound = 5;

    private const string Sid = "ACbee1a000000000000000000000000002";
    private const string Secret = "the secret of the tests";

    // Late enough for a first read, early enough that nothing is of the future.
    private readonly DateTimeOffset _start;
    private readonly TwilioDouble _twilio;
    private readonly DoubleAccount _account;
    private readonly string _website;

    private AllSources(DateTimeOffset start, TwilioDouble twilio, string website)
    {
        _start = start;
        _twilio = twilio;
        _account = twilio.AddAccount(Sid, Secret);
        _website = website;
    }

    /// <summary>The settings by which an app finds them.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Sms__Twilio__BaseAddress", _twilio.Address.ToString()),
        ("Sms__Twilio__Accounts__0__AccountSid", Sid),
        ("Sms__Twilio__Accounts__0__Secret", Secret),
        ("Forms__Database", "Postgres"),
        ("Forms__ConnectionString", _website),
        ("Forms__MaxRows", "7"), // so that the cap cuts most walks
    ];

    public static async Task<AllSources> StartAsync(DateTimeOffset start)
    {
        var website = await PostgresServer.CreateDatabaseAsync();
        var sources = new AllSources(start, await TwilioDouble.StartAsync(), website);
        await sources.ExecuteAsync("CREATE TABLE web_form (id text, created_at timestamptz, updated_at timestamptz, is_deleted boolean DEFAULT false, customer_phone text, message text, status text, category text)");
        return sources;
    }

    /// <summary>Feeds one round, and doesn't rest until it is taken: platforms and timers come again, too.</summary>
    public async Task FeedAsync(TestApp app, int round)
    {
        var at = _start.AddMinutes(round);
        await app.DropAsync($"calllogs/round{round}.csv", Calls(round));
        await UntilTakenAsync(() => app.IngestAsync());
        for (var i = 0; i < MessagesInARound; i++)
        {
            _account.Put(DoubleMessage.Inbound(Sid, at.AddSeconds(i), $"message {round}.{i}", sid: MessageSid(round, i)));
        }

        if (round > 0)
        {
            var edited = DoubleMessage.Inbound(Sid, _start.AddMinutes(round - 1), $"message {round - 1}.0, corrected", sid: MessageSid(round - 1, 0));
            _account.Delete(edited.Sid);
            _account.Put(edited.With("date_updated", at.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)));
        }

        await UntilTakenAsync(() => app.IngestAsync("IngestSms"));
        await ExecuteAsync(Forms(round, at));
        await UntilTakenAsync(() => app.IngestAsync("IngestForms"));
        foreach (var delivery in Deliveries(round, at))
        {
            await UntilTakenAsync(async () =>
            {
                var status = await app.Client.PostAsync(delivery, CancellationToken.None);
                if (status != 200)
                {
                    throw new HttpRequestException($"The app answered {status}.");
                }
            });
        }
    }

    /// <summary>Timers come again, as they do; in the end everything that there is has been found.</summary>
    public static async Task<PipelineStatus> EndAsync(TestApp app, int rounds)
    {
        var expected = new Dictionary<string, long>
        {
            ["calllogs"] = rounds * CallsInARound,
            ["social"] = (rounds * CommentsInARound) + 2, // an edit and a remove of comments before the first round
            ["sms"] = rounds * MessagesInARound,
            ["forms"] = rounds * FormsInARound,
        };
        var status = await app.Client.ReadStatusAsync(CancellationToken.None);
        Assert.That(expected.Keys, Is.EquivalentTo(status.Sources.Select(source => source.Source)), "every source is fed here, and says how many rows that makes");
        for (var (before, since) = (0L, Stopwatch.GetTimestamp()); !status.Sources.All(source => source.IsSettled && source.Rows.Inserted == expected[source.Source]);)
        {
            foreach (var timer in new[] { "IngestCallLogs", "IngestSms", "IngestForms" })
            {
                await app.IngestAsync(timer);
            }

            await Task.Delay(500);
            status = await app.Client.ReadStatusAsync(CancellationToken.None);

            // How long it takes is the machine's business; that it goes on is ours.
            var loaded = status.Sources.Sum(source => source.LoadedFiles);
            (before, since) = loaded == before ? (before, since) : (loaded, Stopwatch.GetTimestamp());
            Assert.That(Stopwatch.GetElapsedTime(since), Is.LessThan(TimeSpan.FromMinutes(2)), $"nothing is loaded any more: {string.Join("; ", status.Sources)}");
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        await _twilio.DisposeAsync();
        await PostgresServer.DropDatabaseAsync(_website);
    }

    private static async Task UntilTakenAsync(Func<Task> hand)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await hand();
                return;
            }
            catch (Exception e) when (tries < 600 && e is HttpRequestException or InvalidOperationException or OperationCanceledException)
            {
                await Task.Delay(50); // the app is down, and will be up again
            }
        }
    }

    private static string MessageSid(int round, int i) => string.Create(CultureInfo.InvariantCulture, $"SM{(round * 100) + i:x32}");

    private static string Calls(int round)
    {
        var rows = Enumerable.Range(0, CallsInARound).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"CALL-{(round * CallsInARound) + row},2026-11-{1 + (round % 20):00} 10:00,0803 123 {1000 + row},Agent {row % 3},Network,text {row},{(row % 2 == 0 ? "open" : "resolved")}\n"));
        return "call_id,opened_at,customer_phone,agent,category,complaint,status\n" + string.Concat(rows) + "broken\n";
    }

    // The round's own forms; the first of the round before is edited, its second taken back.
    private static string Forms(int round, DateTimeOffset at)
    {
        var time = at.ToString("O", CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(0, FormsInARound).Select(i => $"('F{round}-{i}', '{time}', '{time}', false, '0803 123 456{i}', 'form {round}.{i}', 'open', 'Billing')");
        return $"""
            BEGIN;
            INSERT INTO web_form VALUES {string.Join(", ", rows)};
            UPDATE web_form SET message = message || ', corrected', updated_at = '{time}' WHERE id = 'F{round - 1}-0';
            UPDATE web_form SET is_deleted = true, updated_at = '{time}' WHERE id = 'F{round - 1}-1';
            COMMIT;
            """;
    }

    // The round's comments, the same delivery twice, an edit and a remove of the round before.
    private static IEnumerable<Webhook> Deliveries(int round, DateTimeOffset at)
    {
        var adds = Delivery(at, Enumerable.Range(0, CommentsInARound).Select(i => Change("add", $"c{round}-{i}", at, $"comment {round}.{i}")));
        return [adds, adds, Delivery(at, [Change("edited", $"c{round - 1}-0", at.AddMinutes(-1), "corrected"), Change("remove", $"c{round - 1}-1", at.AddMinutes(-1), "")])];
    }

    private static Webhook Delivery(DateTimeOffset at, IEnumerable<string> changes) => Webhook.Meta(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"object":"page","entry":[{"id":"1001","time":{{at.ToUnixTimeSeconds()}},"changes":[{{string.Join(",", changes)}}]}]}""")));

    private static string Change(string verb, string id, DateTimeOffset created, string text) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"field":"feed","value":{"item":"comment","verb":"{{{verb}}}","comment_id":"{{{id}}}","from":{"id":"2001"},"message":"{{{text}}}","created_time":{{{created.ToUnixTimeSeconds()}}}}}""");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_website + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
