using System.Globalization;
using System.Text.Json.Nodes;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers.AfricasTalking;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.AfricasTalking;
using Beejan.LocalServers.Providers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>An inbox that is read by the last id.</summary>
public sealed class AfricasTalkingTests
{
    private const string Key = "the API key of the tests";

    private string _username = "";
    private TestLake _lake = null!;
    private AfricasTalkingDouble _provider = null!;
    private DoubleApp _app = null!;
    private ProviderRig _rig = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task StartAsync()
    {
        _username = $"app{Guid.NewGuid():N}"[..20];
        _provider = await AfricasTalkingDouble.StartAsync();
        _app = _provider.AddApp(_username, Key);
        _rig = Rig(Key);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _rig.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task It_is_asked_by_the_last_id_until_the_list_is_empty_however_short_the_pages_are()
    {
        Receive(1, 25);
        _provider.PageSize = call => call % 2 == 0 ? 10 : 3; // never the same, as their callers say
        await _rig.RunAsync();
        Assert.That(Targets(), Is.EqualTo(new[] { 0, 3, 13, 16, 25 }.Select(last => $"/version1/messaging?username={_username}&lastReceivedId={last}")));
        Assert.That(await _rig.CursorAsync<AfricasTalkingCursor>(), Is.EqualTo(new AfricasTalkingCursor { LastReceivedId = 25, ReadAt = _rig.Now }));
        Assert.That(await _rig.CleanAsync(), Is.EquivalentTo(Enumerable.Range(1, 25).Select(id => $"{id}")));

        Receive(26, 1);
        await _rig.RunAsync();
        Assert.That(Targets().Skip(5).First(), Does.EndWith("lastReceivedId=25"));
        Assert.That((await _rig.ListRawAsync()).Count, Is.EqualTo(5), "what is empty is no data");
    }

    [Test]
    public async Task A_message_is_a_complaint_of_its_app()
    {
        _app.Receive(15071, _rig.Now.AddMinutes(-5), "No network", "08031234567");
        await _rig.RunAsync();
        Assert.That(
            await _rig.CleanAsync("account, source_id, changed_at, opened_at, channel, text, customer_phone, provider, sender, recipient, quality_flags"),
            Is.EqualTo(new[] { $"africastalking:{_username}|15071|2026-11-20 11:55:00|2026-11-20 11:55:00|sms|No network|+2348031234567|africastalking|08031234567|28901|" }));
        Assert.That((await _rig.ListRawAsync()).Single(), Does.StartWith($"sms/2026/11/20/115500000-africastalking.{_username}-"), "its place is its own time, not ours");
    }

    [Test]
    public async Task Nasty15_An_id_is_a_text_be_it_a_number_of_64_bits_or_a_UUID()
    {
        _app.Put(new JsonObject { ["id"] = "8ae3f0a6-0001-4b1c-9d3e-000000000001", ["text"] = "as in a webhook", ["from"] = "+2348031234567", ["date"] = "2026-11-20T10:00:00Z" });
        _app.Receive(9_007_199_254_740_993, _rig.Now, "past what a double holds");
        await _rig.RunAsync();
        Assert.That(await _rig.CleanAsync(), Is.EqualTo(new[] { "8ae3f0a6-0001-4b1c-9d3e-000000000001", "9007199254740993" }));
        Assert.That((await _rig.CursorAsync<AfricasTalkingCursor>()).LastReceivedId, Is.EqualTo(9_007_199_254_740_993));
    }

    [Test]
    public async Task Nasty14_XML_is_a_clear_error_and_moves_no_cursor()
    {
        Receive(1, 3);
        _provider.Faults = _ => new DoubleFault.Altered(_ => "<?xml version=\"1.0\"?><AfricasTalkingResponse/>");
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains($"Africa's Talking account {_username}: found XML or HTML, and no JSON").And.Message.Contains("expected JSON").And.Message.Contains("the cursor has not moved"));
        Assert.That(await _rig.CursorAsync<AfricasTalkingCursor>(), Is.EqualTo(new AfricasTalkingCursor()));

        _provider.Faults = _ => null;
        await _rig.RunAsync();
        Assert.That((await _rig.CleanAsync()).Count, Is.EqualTo(3), "the app asks for JSON: without that the double answers in XML, too");
    }

    [TestCase("{}", "without SMSMessageData.Messages")]
    [TestCase("{\"SMSMessageData\":{}}", "without SMSMessageData.Messages")]
    [TestCase("{\"SMSMessageData\":{\"Messages\":{}}}", "SMSMessageData.Messages that is no array")]
    [TestCase("{\"SMSMessageData\":{\"Message\":\"Sent to 1/1\",\"Recipients\":[]}}", "without SMSMessageData.Messages")]
    [TestCase("[]", "JSON that is no object")]
    [TestCase("{\"SMSMessageData\":{\"Messages\":[{\"id\":\"x\"}]}}", "none of which has a number as id")]
    public async Task A_200_of_another_contract_is_an_error_that_moves_no_cursor(string body, string found)
    {
        _provider.Faults = _ => new DoubleFault.Altered(_ => body);
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains(found).And.Message.Contains("expected").And.Message.Contains(_username));
        Assert.That(await _rig.CursorAsync<AfricasTalkingCursor>(), Is.EqualTo(new AfricasTalkingCursor()));
        Assert.That(await _rig.ListRawAsync(), Is.Empty);
    }

    [Test]
    public async Task Ids_that_do_not_grow_are_of_another_environment_and_loud()
    {
        Receive(100, 2);
        await _rig.RunAsync();
        _provider.Faults = _ => new DoubleFault.Altered(body => body.Replace("[]", "[{\"id\":7,\"text\":\"of the sandbox\",\"date\":\"2026-11-20T10:00:00Z\"}]", StringComparison.Ordinal));
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains("found id 7, expected ids greater than lastReceivedId 101").And.Message.Contains("Sms__AfricasTalking__Accounts__0__ApiKey"));
        Assert.That((await _rig.CursorAsync<AfricasTalkingCursor>()).LastReceivedId, Is.EqualTo(101));
        Assert.That((await _rig.ListRawAsync()).Count, Is.EqualTo(1), "what is another's is not taken");
    }

    [Test]
    public async Task A_run_that_dies_between_a_page_and_the_cursor_repeats_itself_under_the_same_name()
    {
        Receive(1, 5);
        _provider.PageSize = _ => 5;
        var other = await LakeCursor<AfricasTalkingCursor>.ReadAsync(_lake.Store, $"sms/africastalking.{_username}", CancellationToken.None);
        _provider.Faults = number =>
        {
            if (number == 1)
            {
                other.MoveAsync(new AfricasTalkingCursor(), CancellationToken.None).GetAwaiter().GetResult(); // it can't be moved now: the run gets as far as that
            }

            return null;
        };
        Assert.That(_rig.RunAsync, Throws.Exception);
        var names = await _rig.ListRawAsync();
        Assert.That((names.Count, (await _rig.CursorAsync<AfricasTalkingCursor>()).LastReceivedId), Is.EqualTo((1, 0)));

        _rig.Clock.Advance(TimeSpan.FromDays(3));
        await _rig.RunAsync();
        Assert.That(await _rig.ListRawAsync(), Is.EqualTo(names));
        Assert.That((await _rig.CursorAsync<AfricasTalkingCursor>()).LastReceivedId, Is.EqualTo(5));
    }

    [Test]
    public async Task Who_is_not_let_in_is_told_which_settings_to_check()
    {
        await using var rig = Rig("wrong");
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains("found status 401").And.Message.Contains("Sms__AfricasTalking__Accounts__0__Username, Sms__AfricasTalking__Accounts__0__ApiKey").And.Message.Not.Contains("wrong"));
    }

    private ProviderRig Rig(string key) => new(
        _lake, $"africastalking.{_username}", [("AfricasTalking:BaseAddress", _provider.Address.ToString()), ("AfricasTalking:Accounts:0:Username", _username), ("AfricasTalking:Accounts:0:ApiKey", key)]);

    private void Receive(long first, int count)
    {
        for (var id = first; id < first + count; id++)
        {
            _app.Receive(id, _rig.Now.AddMinutes(-1).AddSeconds(id % 60), string.Create(CultureInfo.InvariantCulture, $"message {id}"));
        }
    }

    private IEnumerable<string> Targets() => _provider.Requests.Select(request => request.Target);
}
