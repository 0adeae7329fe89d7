using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Beejan.LocalServers.Providers;
using Beejan.LocalServers.Twilio;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

/// <summary>The double has Twilio's protocol, with its traps: https://www.twilio.com/docs/messaging/api/message-resource</summary>
public sealed class TwilioDoubleTests
{
    private const string Sid = "AC0123456789abcdef0123456789abcdef";
    private const string Path = $"/2010-04-01/Accounts/{Sid}/Messages.json";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new();
    private TwilioDouble _twilio = null!;
    private DoubleAccount _account = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _twilio = await TwilioDouble.StartAsync();
        _account = _twilio.AddAccount(Sid, "secret", apiKeySid: "SK1");
        LogIn(Sid, "secret");
    }

    [TearDown]
    public async Task StopAsync() => await _twilio.DisposeAsync();

    [OneTimeTearDown]
    public void End() => _http.Dispose();

    [Test]
    public async Task A_page_and_its_messages_have_every_field_of_Twilios()
    {
        Receive(Noon, "SM1");
        var page = await GetAsync(Path);
        Assert.That(Names(page), Is.EquivalentTo(new[] { "end", "first_page_uri", "next_page_uri", "page", "page_size", "previous_page_uri", "messages", "start", "uri" }));
        var message = page.GetProperty("messages")[0];
        Assert.That(Names(message), Is.EquivalentTo(new[]
        {
            "account_sid", "api_version", "body", "date_created", "date_sent", "date_updated", "direction", "error_code", "error_message", "from", "messaging_service_sid",
            "num_media", "num_segments", "price", "price_unit", "sid", "status", "subresource_uris", "to", "uri",
        }));
        Assert.That((message.GetProperty("date_sent").GetString(), message.GetProperty("num_media").GetString()), Is.EqualTo(("Fri, 20 Nov 2026 12:00:00 +0000", "0")));
        Assert.That(page.GetProperty("page_size").GetInt32(), Is.EqualTo(50));
    }

    [Test]
    public async Task Newest_first_by_relative_links_that_carry_the_last_sid_to_null()
    {
        for (var i = 1; i <= 5; i++)
        {
            Receive(Noon.AddMinutes(i), $"SM{i}");
        }

        var first = await GetAsync($"{Path}?PageSize=2&DateSent%3E=2026-11-20");
        Assert.That(Sids(first), Is.EqualTo("SM5 SM4"));
        Assert.That(Next(first), Is.EqualTo($"{Path}?DateSent%3E=2026-11-20&PageSize=2&Page=1&PageToken=PASM4"));

        _account.Delete("SM4");
        Receive(Noon.AddMinutes(6), "SM6");
        var second = await GetAsync(Next(first)!);
        Assert.That(Sids(second), Is.EqualTo("SM3 SM2"), "wherever SM4 was");
        var third = await GetAsync(Next(second)!);
        Assert.That((Sids(third), Next(third)), Is.EqualTo(("SM1", (string?)null)));
    }

    [Test]
    public async Task By_number_pages_repeat_and_skip_as_messages_come_and_go()
    {
        for (var i = 1; i <= 5; i++)
        {
            Receive(Noon.AddMinutes(i), $"SM{i}");
        }

        _twilio.PagesByNumber = true;
        var next = Next(await GetAsync($"{Path}?PageSize=2"))!;
        Receive(Noon.AddMinutes(6), "SM6");
        Assert.That(Sids(await GetAsync(next)), Is.EqualTo("SM4 SM3"), "SM4 again");
        _account.Delete("SM6");
        _account.Delete("SM5");
        Assert.That(Sids(await GetAsync(next)), Is.EqualTo("SM2 SM1"), "SM3 never");
    }

    [TestCase("DateSent%3E=2026-11-20", "SM3 SM2")]
    [TestCase("DateSent>=2026-11-20", "SM3 SM2", Description = "the same, not encoded")]
    [TestCase("DateSent=2026-11-20", "SM2")]
    [TestCase("DateSent%3C=2026-11-20", "SM2 SM1")]
    [TestCase("DateSent%3E=2026-11-20&DateSent%3C=2026-11-20", "SM2")]
    [TestCase("DateSent=%3E%3D2026-11-20", "SM3 SM2 SM1", Description = "ignored, and everything comes back")]
    [TestCase("DateCreated%3E=2026-11-20", "SM3 SM2 SM1", Description = "unknown, ignored")]
    [TestCase("", "SM3 SM2 SM1")]
    public async Task Filters_know_days_and_what_is_misspelt_is_ignored(string query, string sids)
    {
        Receive(new DateTimeOffset(2026, 11, 19, 23, 59, 59, TimeSpan.Zero), "SM1");
        Receive(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), "SM2");
        Receive(new DateTimeOffset(2026, 11, 21, 0, 30, 0, TimeSpan.FromHours(-1)), "SM3");
        Assert.That(Sids(await GetAsync($"{Path}?{query}")), Is.EqualTo(sids));
    }

    [TestCase("DateSent=%22%3E%3D2026-11-20%22", 400, 20001)]
    [TestCase("DateSent%3E=yesterday", 400, 20001)]
    [TestCase("PageSize=0", 400, 20001)]
    [TestCase("PageSize=1001", 400, 20001)]
    [TestCase("PageToken=PASM9", 400, 20001)]
    public Task What_cannot_be_answered_is_an_error_with_a_code(string query, int status, int code) => RefusesAsync($"{Path}?{query}", status, code);

    [Test]
    public async Task Who_is_not_known_is_401_and_what_is_not_theirs_404()
    {
        LogIn("SK1", "secret");
        await GetAsync(Path);
        await RefusesAsync(Path.Replace("AC0", "AC1", StringComparison.Ordinal), 404, 20404);
        LogIn(Sid, "wrong");
        await RefusesAsync(Path, 401, 20003);
        _http.DefaultRequestHeaders.Authorization = null;
        await RefusesAsync(Path, 401, 20003);
    }

    [Test]
    public async Task Requests_are_noted_as_they_came()
    {
        await GetAsync($"{Path}?DateSent%3E=2026-11-20&x=%2b");
        Assert.That(_twilio.Requests, Is.EqualTo(new[] { new DoubleRequest(1, $"{Path}?DateSent%3E=2026-11-20&x=%2b", Sid, null) }));
    }

    [Test]
    public void A_storm_is_the_same_for_the_same_seed_and_has_all_kinds()
    {
        var faults = Storm(7);
        Assert.That(faults, Is.EqualTo(Storm(7)));
        Assert.That(faults, Is.Not.EqualTo(Storm(8)));
        Assert.That(faults.Where(fault => fault is not null).Distinct().Count(), Is.EqualTo(8));
        Assert.That(faults.Count(fault => fault is null), Is.InRange(350, 650));

        static List<DoubleFault?> Storm(int seed)
        {
            var storm = DoubleFault.Storm(seed, 0.5);
            return [.. Enumerable.Range(1, 1000).Select(storm)];
        }
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private static string Sids(JsonElement page) => string.Join(' ', page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("sid").GetString()));

    private static string? Next(JsonElement page) => page.GetProperty("next_page_uri").GetString();

    private void LogIn(string user, string secret) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));

    private void Receive(DateTimeOffset at, string sid) => _account.Put(DoubleMessage.Inbound(Sid, at.ToUniversalTime(), "No network", sid: sid));

    private async Task<JsonElement> GetAsync(string target)
    {
        using var response = await _http.GetAsync(new Uri(_twilio.Address, target));
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task RefusesAsync(string target, int status, int code)
    {
        using var response = await _http.GetAsync(new Uri(_twilio.Address, target));
        using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(((int)response.StatusCode, error.RootElement.GetProperty("code").GetInt32(), error.RootElement.GetProperty("status").GetInt32()), Is.EqualTo((status, code, status)));
        Assert.That(error.RootElement.GetProperty("more_info").GetString(), Is.EqualTo($"https://www.twilio.com/docs/errors/{code}"));
    }
}
