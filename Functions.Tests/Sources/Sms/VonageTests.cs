using System.Text.Json.Nodes;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Providers;
using Beejan.LocalServers.Vonage;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>Reports that are read in slices of a day.</summary>
public sealed class VonageTests
{
    private const string Secret = "the secret of the tests";

    private string _id = "";
    private TestLake _lake = null!;
    private VonageDouble _provider = null!;
    private DoubleReports _account = null!;
    private ProviderRig _rig = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task StartAsync()
    {
        _id = $"{Guid.NewGuid():N}"[..8];
        _provider = await VonageDouble.StartAsync();
        _account = _provider.AddAccount(_id, Secret);
        _rig = new ProviderRig(
            _lake, $"vonage.{_id}", [("FirstReadDays", "2"), ("Vonage:BaseAddress", _provider.Address.ToString()), ("Vonage:Accounts:0:AccountId", _id), ("Vonage:Accounts:0:Secret", Secret)]);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _rig.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task The_first_address_is_exactly_this()
    {
        await _rig.RunAsync();
        Assert.That(Targets()[0], Is.EqualTo($"/v2/reports/records?account_id={_id}&product=SMS&direction=inbound&date_start=2026-11-18T12%3A00%3A00Z&date_end=2026-11-19T12%3A00%3A00Z&include_message=true"));
        Assert.That((Targets().Length, (await _rig.ListRawAsync()).Count), Is.EqualTo((2, 0)), "two days in two slices, and nothing to keep");
    }

    [Test]
    public async Task Nasty12_After_an_outage_of_weeks_it_is_caught_up_in_slices_of_a_day()
    {
        await _rig.RunAsync();
        for (var day = 1; day <= 20; day++)
        {
            _account.Receive($"m{day}", _rig.Now.AddDays(day), "No network");
        }

        var asked = Targets().Length;
        _rig.Clock.Advance(TimeSpan.FromDays(20.5));
        await _rig.RunAsync();
        Assert.That(Targets().Length - asked, Is.EqualTo(21), "the days of the outage and the safety window, each longer slice being 422");
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(Enumerable.Range(1, 20).Select(day => $"m{day}")));
        Assert.That((await _rig.CursorAsync<SmsCursor>()).Watermark, Is.EqualTo(_rig.Now));
    }

    [Test]
    public async Task A_slice_that_fails_keeps_the_ones_before_it_and_the_next_run_goes_on_there()
    {
        _account.Receive("early", _rig.Now.AddHours(-30), "No network");
        _account.Receive("late", _rig.Now.AddHours(-3), "No network");
        _provider.Faults = number => number > 1 ? new DoubleFault.Failure() : null;
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains($"Vonage account {_id}: found status 503"));
        Assert.That(await _rig.CursorAsync<SmsCursor>(), Is.EqualTo(new SmsCursor { Watermark = _rig.Now.AddDays(-1) }));
        Assert.That(await _rig.CleanAsync(), Is.EqualTo(new[] { "early" }));

        _provider.Faults = _ => null;
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync(), Does.Contain("late"));
        Assert.That(await _rig.CursorAsync<SmsCursor>(), Is.EqualTo(new SmsCursor { Watermark = _rig.Now, DeepReadAt = _rig.Now, ReadAt = _rig.Now }));
    }

    [Test]
    public async Task Runs_overlap_and_once_a_day_go_back_three_days_for_what_shows_up_late()
    {
        await _rig.RunAsync();
        _rig.Clock.Advance(TimeSpan.FromMinutes(15));
        _account.Receive("late", _rig.Now.AddMinutes(-50), "No network");
        _account.Receive("very late", _rig.Now.AddDays(-2), "No network");
        await _rig.RunAsync();
        Assert.That(Targets()[^1], Does.Contain("date_start=2026-11-20T11%3A00%3A00Z"));
        Assert.That(await _rig.CleanAsync(), Is.EqualTo(new[] { "late" }));

        _rig.Clock.Advance(TimeSpan.FromDays(1));
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync(), Does.Contain("very late"));
    }

    [Test]
    public async Task Links_are_followed_to_the_last_page_and_not_to_another_host()
    {
        _provider.PageSize = 2;
        for (var i = 0; i < 5; i++)
        {
            _account.Receive($"m{i}", _rig.Now.AddMinutes(-10 - i), "No network");
        }

        await _rig.RunAsync();
        Assert.That((await _rig.CleanAsync()).Order(), Is.EqualTo(new[] { "m0", "m1", "m2", "m3", "m4" }));
        Assert.That(Targets().Length, Is.EqualTo(1 + 3));

        _provider.Faults = _ => new DoubleFault.Altered(_ => """{"records":[],"_links":{"next":{"href":"https://evil.example/v2/reports/records?cursor=1"}}}""");
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains("another host"));
        _provider.Faults = _ => new DoubleFault.Altered(_ => $"{{\"records\":[],\"_links\":{{\"next\":{{\"href\":\"{Targets()[0]}\"}}}}}}");
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains("leads back"));
    }

    [Test]
    public async Task A_record_is_a_complaint_of_its_account()
    {
        _account.Receive("0A0000000123ABCD1", _rig.Now.AddMinutes(-5), "No network");
        await _rig.RunAsync();
        Assert.That(
            await _rig.CleanAsync("account, source_id, changed_at, opened_at, channel, text, customer_phone, provider, sender, recipient, quality_flags"),
            Is.EqualTo(new[] { $"vonage:{_id}|0A0000000123ABCD1|2026-11-20 11:55:00|2026-11-20 11:55:00|sms|No network|+2348031234567|vonage|2348031234567|2347001234567|" }));
    }

    [Test]
    public async Task Nasty13_Records_without_texts_are_an_error_that_moves_no_cursor_and_one_among_others_a_reject()
    {
        _account.Receive("m1", _rig.Now.AddMinutes(-5), "No network");
        _provider.Faults = _ => new DoubleFault.Altered(body => body.Replace("message_body", "message_left_out", StringComparison.Ordinal));
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains("found records without message_body").And.Message.Contains("include_message=true").And.Message.Contains("Have Vonage allow"));
        Assert.That(((await _rig.CursorAsync<SmsCursor>()).ReadAt, (await _rig.ListRawAsync()).Count), Is.EqualTo(((DateTimeOffset?)null, 0)));

        _provider.Faults = _ => null;
        _account.Put(_rig.Now.AddMinutes(-4), Record("m2", ("message_body", "gone")));
        _account.Put(_rig.Now.AddMinutes(-3), Record("m3", ("message_body", null)));
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync("source_id, quality_flags"), Is.EqualTo(new[] { "m1|", "m3|text_empty" }));
        Assert.That(await _rig.RejectsAsync(), Is.EqualTo(new[] { "sms.vonage.text: nothing" }));
    }

    [Test]
    public async Task What_we_sent_is_ignored_and_what_breaks_the_contract_is_rejected_alone()
    {
        _account.Receive("m1", _rig.Now.AddMinutes(-5), "No network");
        _provider.Faults = _ => new DoubleFault.Altered(body => body.Replace("\"records\":[{", $"\"records\":[{Record("m2", ("direction", "outbound"))},{Record("", ("direction", "inbound"))},{Record("m4", ("date_received", "soon"))},{Record("m5", ("direction", null))},{{", StringComparison.Ordinal));
        await _rig.RunAsync();
        Assert.That(await _rig.CountAsync(), Is.EqualTo(new BatchCounts(5, 1, 0, 3, 1)));
        Assert.That(await _rig.RejectsAsync(), Is.EqualTo(new[] { "sms.vonage.id: nothing", "sms.vonage.date: soon", "sms.vonage.direction: nothing" }));
    }

    [TestCase("{\"request_id\":\"a\",\"request_status\":\"PENDING\",\"_links\":{}}", "without records")]
    [TestCase("{\"records\":{}}", "records that is no array")]
    [TestCase("{\"records\":[],\"product\":\"MESSAGES\"}", "records of product MESSAGES")]
    [TestCase("{\"records\":[],\"_links\":{\"next\":{\"href\":7}}}", "neither a text nor null")]
    public async Task A_200_of_another_contract_is_an_error_that_moves_no_cursor(string body, string found)
    {
        _provider.Faults = _ => new DoubleFault.Altered(_ => body);
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains(found).And.Message.Contains(_id));
        Assert.That((await _rig.CursorAsync<SmsCursor>(), (await _rig.ListRawAsync()).Count), Is.EqualTo((new SmsCursor(), 0)));
    }

    [TestCase("1970-01-01T00:00:00+0000", "opened_at_doubtful")]
    [TestCase("2026-12-20T11:55:00+0000", "opened_at_doubtful")]
    [TestCase("2026-11-20T11:55:00+0000", "")]
    public async Task A_time_that_is_not_of_the_slice_is_kept_and_flagged(string time, string flags)
    {
        _account.Put(_rig.Now.AddMinutes(-5), Record("m1", ("date_received", time)));
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync("quality_flags"), Is.EqualTo(new[] { flags }));
    }

    private JsonObject Record(string messageId, params (string Name, string? Value)[] changed)
    {
        var record = new JsonObject { ["account_id"] = _id, ["message_id"] = messageId, ["direction"] = "inbound", ["from"] = "2348031234567", ["to"] = "2347001234567", ["date_received"] = "2026-11-20T11:55:00+0000", ["message_body"] = "hello" };
        foreach (var (name, value) in changed)
        {
            record[name] = value;
            if (value == "gone")
            {
                record.Remove(name);
            }
        }

        return record;
    }

    private string[] Targets() => [.. _provider.Requests.Select(request => request.Target)];
}
