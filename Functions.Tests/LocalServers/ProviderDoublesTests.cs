using System.Text;
using System.Text.Json;
using Beejan.LocalServers.AfricasTalking;
using Beejan.LocalServers.Infobip;
using Beejan.LocalServers.Providers;
using Beejan.LocalServers.Vonage;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

/// <summary>The doubles have their providers' protocols, with their traps.</summary>
public sealed class ProviderDoublesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Africas_Talking_gives_what_is_behind_an_id_oldest_first_and_XML_unless_JSON_is_asked_for()
    {
        await using var provider = await AfricasTalkingDouble.StartAsync();
        provider.PageSize = _ => 2;
        var app = provider.AddApp("beejan", "key");
        foreach (var id in new[] { 3, 1, 2 })
        {
            app.Receive(id, Noon, $"message {id}");
        }

        var page = await GetAsync(provider, "/version1/messaging?username=beejan&lastReceivedId=0", 200, ("apiKey", "key"), ("Accept", "application/json"));
        Assert.That(Ids(page, "SMSMessageData", "Messages", "id"), Is.EqualTo("1 2"));
        Assert.That(page, Does.Contain("\"date\":\"2026-11-20T12:00:00.000Z\""));
        Assert.That(Ids(await GetAsync(provider, "/version1/messaging?username=beejan&lastReceivedId=2", 200, ("apiKey", "key"), ("Accept", "application/json")), "SMSMessageData", "Messages", "id"), Is.EqualTo("3"));
        Assert.That(await GetAsync(provider, "/version1/messaging?username=beejan&lastReceivedId=3", 200, ("apiKey", "key"), ("Accept", "application/json")), Is.EqualTo("{\"SMSMessageData\":{\"Messages\":[]}}"));
        Assert.That(await GetAsync(provider, "/version1/messaging?username=beejan&lastReceivedId=0", 200, ("apiKey", "key")), Does.StartWith("<?xml"));
        Assert.That(await GetAsync(provider, "/version1/messaging?username=beejan&lastReceivedId=0", 401, ("apiKey", "wrong")), Is.EqualTo("The supplied authentication is invalid"));
        await GetAsync(provider, "/version1/messaging?username=nobody&lastReceivedId=0", 401, ("apiKey", "key"));
        await GetAsync(provider, "/version1/messaging?username=beejan", 400, ("apiKey", "key"));
    }

    [Test]
    public async Task Infobip_hands_each_message_out_once_and_forgets_it_after_48_hours()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var provider = await InfobipDouble.StartAsync(clock);
        var inbox = provider.AddInbox("key");
        for (var i = 1; i <= 3; i++)
        {
            inbox.Receive($"m{i}", Noon.AddHours(i), "No network");
        }

        var first = await GetAsync(provider, "/sms/1/inbox/reports?limit=1", 200, ("Authorization", "App key"));
        Assert.That((Ids(first, "results", null, "messageId"), first.Contains("\"messageCount\":1,\"pendingMessageCount\":2", StringComparison.Ordinal)), Is.EqualTo(("m1", true)));
        Assert.That(first, Does.Contain("\"receivedAt\":\"2026-11-20T13:00:00.000+0000\""));
        clock.Advance(TimeSpan.FromHours(50.5));
        Assert.That(Ids(await GetAsync(provider, "/sms/1/inbox/reports", 200, ("Authorization", "App key")), "results", null, "messageId"), Is.EqualTo("m3"));
        Assert.That(await GetAsync(provider, "/sms/1/inbox/reports", 200, ("Authorization", "App key")), Is.EqualTo("{\"results\":[],\"messageCount\":0,\"pendingMessageCount\":0}"));
        Assert.That(inbox.HandedOut.Select(answer => string.Join(' ', answer)), Is.EqualTo(new[] { "m1", "m3", "" }));
        Assert.That(await GetAsync(provider, "/sms/1/inbox/reports", 401, ("Authorization", "Basic key")), Does.Contain("\"messageId\":\"UNAUTHORIZED\""));
        await GetAsync(provider, "/sms/1/inbox/reports?limit=1001", 400, ("Authorization", "App key"));
    }

    [Test]
    public async Task An_answer_of_Infobips_that_breaks_off_is_handed_out_all_the_same()
    {
        await using var provider = await InfobipDouble.StartAsync();
        var inbox = provider.AddInbox("key");
        inbox.Receive("m1", DateTimeOffset.UtcNow, "No network");
        provider.Faults = number => number == 1 ? new DoubleFault.TruncatedBody() : null;
        Assert.That(() => GetAsync(provider, "/sms/1/inbox/reports", 200, ("Authorization", "App key")), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await GetAsync(provider, "/sms/1/inbox/reports", 200, ("Authorization", "App key")), Does.Contain("\"results\":[]"));
    }

    [Test]
    public async Task Vonage_answers_for_a_day_at_most_page_by_page_and_with_texts_only_when_asked()
    {
        await using var provider = await VonageDouble.StartAsync();
        provider.PageSize = 1;
        var account = provider.AddAccount("abcdef01", "secret");
        account.Receive("m1", Noon, "No network");
        account.Receive("m2", Noon.AddHours(1), "No network");
        account.Receive("m3", Noon.AddHours(2), "No network");
        var login = ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("abcdef01:secret")));
        const string Query = "/v2/reports/records?account_id=abcdef01&product=SMS&direction=inbound&date_start=2026-11-20T12:00:00Z";

        var first = await GetAsync(provider, $"{Query}&date_end=2026-11-20T14:00:00Z&include_message=true", 200, login);
        Assert.That((Ids(first, "records", null, "message_id"), first.Contains("message_body", StringComparison.Ordinal)), Is.EqualTo(("m1", true)));
        using var json = JsonDocument.Parse(first);
        var second = await GetAsync(provider, new Uri(json.RootElement.GetProperty("_links").GetProperty("next").GetProperty("href").GetString()!).PathAndQuery, 200, login);
        Assert.That((Ids(second, "records", null, "message_id"), second.Contains("\"next\"", StringComparison.Ordinal)), Is.EqualTo(("m2", false)), "the end is exclusive");

        Assert.That(await GetAsync(provider, $"{Query}&date_end=2026-11-20T14:00:00Z", 200, login), Does.Not.Contain("message_body"));
        Assert.That(await GetAsync(provider, $"{Query}&date_end=2026-11-21T12:00:01Z", 422, login), Does.Contain("24 hours"));
        await GetAsync(provider, $"{Query}&date_end=2026-11-21T12:00:00Z", 200, login);
        await GetAsync(provider, $"{Query}&date_end=2026-11-21T12:00:00Z", 401);
        await GetAsync(provider, Query.Replace("abcdef01", "abcdef02", StringComparison.Ordinal) + "&date_end=2026-11-21T12:00:00Z", 403, login);
    }

    private static string Ids(string body, string list, string? below, string id)
    {
        using var json = JsonDocument.Parse(body);
        var element = json.RootElement.GetProperty(list);
        return string.Join(' ', (below is null ? element : element.GetProperty(below)).EnumerateArray().Select(message => message.GetProperty(id).ToString()));
    }

    private static async Task<string> GetAsync(ProviderDouble provider, string target, int status, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(provider.Address, target));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        return await response.Content.ReadAsStringAsync();
    }
}
