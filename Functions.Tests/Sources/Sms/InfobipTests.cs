using System.Text.Json.Nodes;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers.Infobip;
using Beejan.Functions.Tests.LocalWorker;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Infobip;
using Beejan.LocalServers.Providers;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>An inbox that hands each message out once: nothing that arrives may be dropped, whatever it looks like.</summary>
public sealed class InfobipTests
{
    private const string Key = "the API key of the tests";
    private const string Time = "2026-11-20T11:55:00.000+0000";

    private string _name = "";
    private TestLake _lake = null!;
    private InfobipDouble _provider = null!;
    private DoubleInbox _inbox = null!;
    private ProviderRig _rig = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task StartAsync()
    {
        _name = $"acc{Guid.NewGuid():N}"[..12];
        _provider = await InfobipDouble.StartAsync();
        _inbox = _provider.AddInbox(Key);
        _rig = Rig();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _rig.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task It_is_asked_while_messages_are_pending()
    {
        var ids = Receive(25);
        await _rig.RunAsync();
        Assert.That(Targets(), Is.EqualTo(Enumerable.Repeat("/sms/1/inbox/reports?limit=10", 3)));
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(ids));
        Assert.That((await _rig.CursorAsync<InfobipCursor>()).ReadAt, Is.EqualTo(_rig.Now));

        await _rig.RunAsync();
        await _rig.RunAsync();
        Assert.That((await _rig.ListRawAsync()).Count, Is.EqualTo(4), "an empty answer is one a day");
    }

    [Test]
    public async Task Nasty10_Received_at_without_a_colon_is_a_time_in_UTC()
    {
        _inbox.Put(DateTimeOffset.UtcNow, Message("m1", ("receivedAt", "2026-11-20T12:55:00.250+0100")));
        _inbox.Put(DateTimeOffset.UtcNow, Message("m2", ("receivedAt", "2026-11-20T11:55:00Z")));
        await _rig.RunAsync();
        Assert.That(
            await _rig.CleanAsync("account, source_id, changed_at, opened_at, channel, text, customer_phone, provider, sender, recipient, segments, quality_flags"),
            Is.EqualTo(new[]
            {
                $"infobip:{_name}|m1|2026-11-20 11:55:00.25|2026-11-20 11:55:00.25|sms|hello|+2348031234567|infobip|2348031234567|2347001234567|1|",
                $"infobip:{_name}|m2|2026-11-20 11:55:00|2026-11-20 11:55:00|sms|hello|+2348031234567|infobip|2348031234567|2347001234567|1|",
            }));
    }

    [Test]
    public async Task Nasty11_Without_results_there_is_nothing_and_without_a_text_a_flagged_row()
    {
        _inbox.Put(DateTimeOffset.UtcNow, Message("m1", ("text", "")));
        _inbox.Put(DateTimeOffset.UtcNow, Message("m2", ("text", null)));
        _provider.Faults = number => number == 2 ? new DoubleFault.Altered(_ => """{"messageCount":0,"pendingMessageCount":0}""") : null;
        await _rig.RunAsync();
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync("source_id, text, quality_flags"), Is.EqualTo(new[] { "m1||text_empty", "m2||text_empty" }));
        Assert.That(await _rig.CountAsync(), Is.EqualTo(new BatchCounts(2, 2, 0, 0, 0)));
    }

    [TestCase("385916242493", "+385916242493", "")]
    [TestCase("2348031234567", "+2348031234567", "")]
    [TestCase("08031234567", "+2348031234567", "")]
    [TestCase("MTN", "", "")]
    [TestCase("28901", "", "")]
    [TestCase("99999999999999", "", "customer_phone_invalid")]
    public async Task Numbers_lack_their_plus(string from, string phone, string flags)
    {
        _inbox.Put(DateTimeOffset.UtcNow, Message("m1", ("from", from)));
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync("sender, customer_phone, quality_flags"), Is.EqualTo(new[] { $"{from}|{phone}|{flags}" }));
    }

    [Test]
    public async Task An_answer_that_breaks_off_is_kept_and_read_as_far_as_it_goes_and_not_asked_for_again([Values] bool saysSo)
    {
        var ids = Receive(25);
        _provider.Faults = number => number != 2 ? null : saysSo ? new DoubleFault.TruncatedBody() : new DoubleFault.TruncatedJson();
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains($"Infobip account {_name}: found").And.Message.Contains("breaks off").And.Message.Contains("raw/sms/2026/11/20/").And.Message.Contains("won't come again"));
        Assert.That(Targets().Length, Is.EqualTo(2), "the body is not asked for again");
        Assert.That((await _rig.ListRawAsync()).Count(name => name.EndsWith(".part", StringComparison.Ordinal)), Is.EqualTo(saysSo ? 1 : 0));
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(ids.Take(15)), "of the second ten the first five are whole");
        Assert.That(await _rig.RejectsAsync(), Is.EqualTo(new[] { "sms.infobip.torn: an answer that breaks off" }));
        Assert.That(await _rig.CountAsync(), Is.EqualTo(new BatchCounts(16, 15, 0, 1, 0)));

        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(ids.Take(15).Concat(ids.Skip(20))));
    }

    [TestCase("<!DOCTYPE html><html></html>", "XML or HTML")]
    [TestCase("{}", "without results")]
    [TestCase("{\"results\":{},\"messageCount\":0}", "results that is no array")]
    [TestCase("{\"messages\":[{\"messageId\":\"1\",\"status\":{}}],\"messageCount\":1}", "without results")]
    [TestCase("{\"results\":[],\"messageCount\":\"many\"}", "messageCount that is no number")]
    public async Task A_200_of_another_contract_is_kept_and_an_error_and_not_asked_for_again(string body, string found)
    {
        _provider.Faults = _ => new DoubleFault.Altered(_ => body);
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains(found).And.Message.Contains(_name));
        Assert.That(Targets().Length, Is.EqualTo(1));
        Assert.That(await _rig.CursorAsync<InfobipCursor>(), Is.EqualTo(new InfobipCursor()));
        Assert.That(await _rig.ReadRawAsync((await _rig.ListRawAsync()).Single()), Is.EqualTo(body));
        Assert.That((await _rig.RejectsAsync()).Single(), Does.StartWith("sms.infobip.page: ").And.Contain(found));
        Assert.That(await _rig.CountAsync(), Is.EqualTo(new BatchCounts(1, 0, 0, 1, 0)));
    }

    [Test]
    public async Task What_was_refused_before_anything_was_handed_out_is_tried_again()
    {
        var ids = Receive(5);
        _provider.Faults = number => number switch { 1 => new DoubleFault.TooManyRequests(), 2 => new DoubleFault.Failure(), _ => null };
        await _rig.RunAsync();
        Assert.That((Targets().Length, _inbox.HandedOut.Count), Is.EqualTo((3, 1)));
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task A_shutdown_waits_for_the_answer_that_is_under_way()
    {
        var ids = Receive(25);
        using var shutdown = new CancellationTokenSource();
        _provider.Faults = number =>
        {
            if (number == 2)
            {
                shutdown.Cancel();
            }

            return new DoubleFault.Slow(TimeSpan.FromMilliseconds(50));
        };
        Assert.That(() => _rig.RunAsync(shutdown.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Targets().Length, Is.EqualTo(2), "nothing more is taken");
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(ids.Take(20)));
    }

    [Test]
    public async Task A_storage_that_goes_away_while_an_answer_arrives_is_waited_for()
    {
        var ids = Receive(5);
        await using var gate = new StorageGate(_lake.ConnectionString);
        await using var rig = Rig(new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", gate.ConnectionString)]).Build()));
        Task? opening = null;
        _provider.Faults = _ =>
        {
            gate.CloseAsync().GetAwaiter().GetResult();
            opening = Task.Delay(TimeSpan.FromSeconds(1)).ContinueWith(_ => gate.Open(), TaskScheduler.Default);
            return null;
        };
        await rig.RunAsync();
        await opening!;
        Assert.That(await rig.CleanAsync(), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task Who_is_not_let_in_is_told_which_settings_to_check_and_in_Infobips_words_why()
    {
        await using var rig = Rig(key: "wrong");
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains("found status 401 (UNAUTHORIZED: Invalid login details)").And.Message.Contains("Sms__Infobip__Accounts__0__ApiKey").And.Message.Not.Contains("wrong"));
    }

    private ProviderRig Rig(LakeStore? store = null, string key = Key) => new(
        _lake, $"infobip.{_name}", [("Infobip:Limit", "10"), ("Infobip:Accounts:0:Name", _name), ("Infobip:Accounts:0:BaseAddress", _provider.Address.ToString()), ("Infobip:Accounts:0:ApiKey", key)], store: store);

    private List<string> Receive(int count)
    {
        var ids = Enumerable.Range(0, count).Select(i => $"8177903132350664{i:00}").ToList();
        ids.ForEach(id => _inbox.Receive(id, DateTimeOffset.UtcNow, "No network"));
        return ids;
    }

    private static JsonObject Message(string messageId, params (string Name, string? Value)[] changed)
    {
        var message = new JsonObject { ["messageId"] = messageId, ["from"] = "2348031234567", ["to"] = "2347001234567", ["text"] = "hello", ["receivedAt"] = Time, ["smsCount"] = 1 };
        foreach (var (name, value) in changed)
        {
            message[name] = value;
        }

        return message;
    }

    private string[] Targets() => [.. _provider.Requests.Select(request => request.Target)];
}
