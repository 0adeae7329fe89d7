using Azure;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Providers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>What is asked for, how far, and when the cursor moves.</summary>
public sealed class IngestSmsTests
{
    private TestLake _lake = null!;
    private SmsRig _rig = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task StartAsync() => _rig = await SmsRig.StartAsync(_lake);

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task Nasty04_The_first_address_is_exactly_this()
    {
        await _rig.RunAsync();
        Assert.That(Targets(), Is.EqualTo(new[] { $"/2010-04-01/Accounts/{_rig.Account.Sid}/Messages.json?DateSent%3E=2026-10-21&PageSize=10" }));
        Assert.That(_rig.Twilio.Requests[0].User, Is.EqualTo(_rig.Account.Sid));
    }

    [Test]
    public async Task Nasty02_Links_are_followed_as_given_until_null_and_a_short_or_empty_page_is_no_end()
    {
        for (var i = 0; i < 5; i++)
        {
            _rig.Receive(_rig.Now.AddMinutes(-i));
        }

        var link = $"/2010-04-01/Accounts/{_rig.Account.Sid}/Messages.json?DateSent%3E=2026-10-21&PageSize=2&Page=77&PageToken=PA{_rig.Account.Messages[2].Sid}&x=%2B1+a";
        _rig.Twilio.Faults = number => number == 1 ? new DoubleFault.Altered(_ => $$"""{"messages":[],"next_page_uri":"{{link}}"}""") : null;
        await _rig.RunAsync();
        Assert.That(Targets().Skip(1), Is.EqualTo(new[] { link }), "the rest of the five fits on the second page");
        Assert.That((await _rig.ListRawAsync()).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_page_is_kept_byte_by_byte_under_the_day_that_was_asked_for()
    {
        _rig.Receive(_rig.Now.AddDays(-1), "Ẹ jọ̀ọ́ 😡");
        var body = "";
        _rig.Twilio.Faults = _ => new DoubleFault.Altered(page => body = page.Replace(",\"", " ,\n\"", StringComparison.Ordinal));
        await _rig.RunAsync();

        var raw = (await _rig.ListRawAsync()).Single();
        Assert.That(raw.Name, Does.StartWith($"sms/2026/10/21/000000000-{_rig.Account.Sid}-").And.EndWith(".json"));
        Assert.That((raw.Metadata[BlobMetadata.Account], raw.Metadata[BlobMetadata.ReceivedAt]), Is.EqualTo((_rig.Account.Sid, "2026-11-20T12:00:00.0000000Z")));
        Assert.That((await _lake.Store.Raw.GetBlobClient(raw.Name).DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo(body));
    }

    [Test]
    public async Task Nasty01_The_same_page_again_is_the_same_blob_and_the_next_run_asks_from_the_watermark_less_the_safety_window()
    {
        var newest = _rig.Receive(_rig.Now.AddHours(-12).AddMinutes(10));
        await _rig.RunAsync();
        Assert.That(await _rig.CursorAsync(), Is.EqualTo(new SmsCursor { Watermark = newest.At, DeepReadAt = _rig.Now, ReadAt = _rig.Now }));

        for (var run = 0; run < 3; run++)
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(15));
            await _rig.RunAsync();
        }

        Assert.That(Targets().Skip(1), Is.All.Contains("DateSent%3E=2026-11-19&"), "00:10 less an hour is the day before");
        Assert.That((await _rig.ListRawAsync()).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Reads_stop_at_the_first_page_that_is_wholly_older_and_once_a_day_go_back_three_days()
    {
        for (var hour = 0; hour < 24 * 5; hour++)
        {
            _rig.Receive(_rig.Now.AddHours(-hour));
        }

        await _rig.RunAsync();
        Assert.That(Take(), Is.EqualTo(12), "the first read is of all");

        _rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await _rig.RunAsync();
        Assert.That(Take(), Is.EqualTo(2), "of the 13 messages of today, all but one or two are older than the floor");

        _rig.Clock.Advance(TimeSpan.FromDays(1));
        await _rig.RunAsync();
        Assert.That(_rig.Twilio.Requests[^1].Target, Does.Contain("DateSent%3E=2026-11-18&"));
        Assert.That(Take(), Is.EqualTo(6), "48 hours, on pages of ten, and one that is wholly older");
        Assert.That((await _rig.CursorAsync()).DeepReadAt, Is.EqualTo(_rig.Now));

        _rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await _rig.RunAsync();
        Assert.That(Take(), Is.EqualTo(2));
    }

    [Test]
    public async Task After_an_outage_everything_since_the_watermark_is_read()
    {
        _rig.Receive(_rig.Now.AddMinutes(-1));
        await _rig.RunAsync();
        for (var day = 1; day <= 45; day++)
        {
            _rig.Receive(_rig.Now.AddDays(day));
        }

        _rig.Clock.Advance(TimeSpan.FromDays(46));
        Take();
        await _rig.RunAsync();
        Assert.That(_rig.Twilio.Requests[1].Target, Does.Contain("DateSent%3E=2026-11-20&"));
        Assert.That(Take(), Is.EqualTo(5));
    }

    [Test]
    public async Task Nasty23_Messages_from_the_future_and_from_1970_do_not_move_the_watermark_and_end_no_read()
    {
        var newest = _rig.Receive(_rig.Now.AddMinutes(-3));
        _rig.Account.Put(_rig.Receive(_rig.Now.AddMinutes(-2)).With("date_sent", "Fri, 02 Nov 2096 10:15:00 +0000").With("date_created", null));
        for (var i = 0; i < 20; i++)
        {
            _rig.Account.Put(_rig.Receive(_rig.Now.AddMinutes(-4)).With("date_sent", "Thu, 01 Jan 1970 00:00:00 +0000").With("date_created", null));
        }

        _rig.Receive(_rig.Now.AddMinutes(-5));
        await _rig.RunAsync();
        Assert.That((await _rig.CursorAsync()).Watermark, Is.EqualTo(newest.At));
        Assert.That(Take(), Is.EqualTo(3), "the second page is all of 1970");
    }

    [Test]
    public async Task A_message_that_shows_up_late_is_found_by_the_safety_window_or_by_the_look_back_of_the_day()
    {
        _rig.Receive(_rig.Now);
        await _rig.RunAsync();
        _rig.Receive(_rig.Now.AddMinutes(-50), "late");
        _rig.Receive(_rig.Now.AddDays(-1), "very late");
        _rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await _rig.RunAsync();
        Assert.That(await RawTextAsync(), Does.Contain("\"late\"").And.Not.Contain("very late"));

        _rig.Clock.Advance(TimeSpan.FromDays(1));
        await _rig.RunAsync();
        Assert.That(await RawTextAsync(), Does.Contain("very late"));
    }

    [Test]
    public async Task The_page_cap_is_loud_names_its_setting_and_leaves_the_cursor()
    {
        await using var rig = await SmsRig.StartAsync(_lake, settings: ("Sms:Twilio:MaxPages", "3"));
        for (var i = 0; i < 31; i++)
        {
            rig.Receive(rig.Now.AddMinutes(-i));
        }

        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains("more than 3 pages").And.Message.Contains("Sms__Twilio__MaxPages"));
        Assert.That(await rig.CursorAsync(), Is.EqualTo(new SmsCursor()));
        Assert.That((await rig.ListRawAsync()).Count, Is.EqualTo(3), "what was read is kept");

        rig.Account.Delete(rig.Account.Messages[^1].Sid);
        await rig.RunAsync();
        Assert.That((await rig.CursorAsync()).Watermark, Is.EqualTo(rig.Now), "three pages are not too many");
    }

    [TestCase("https://evil.example/2010-04-01/next")]
    [TestCase("//evil.example/next")]
    [TestCase("http://127.0.0.1:1/next")]
    public async Task A_link_to_another_host_is_not_followed(string link)
    {
        _rig.Twilio.Faults = _ => new DoubleFault.Altered(_ => $$"""{"messages":[],"next_page_uri":"{{link}}"}""");
        Assert.That(_rig.RunAsync, Throws.Exception.With.Message.Contains("another host"));
        Assert.That(Take(), Is.EqualTo(1));
        Assert.That(await _rig.CursorAsync(), Is.EqualTo(new SmsCursor()));
    }

    [Test]
    public async Task A_run_that_was_overtaken_does_not_set_the_cursor_back()
    {
        var newest = _rig.Receive(_rig.Now);
        var overtaking = await _rig.LakeCursorAsync();
        _rig.Twilio.BetweenPages = _ => overtaking.MoveAsync(new SmsCursor { Watermark = _rig.Now.AddDays(-1), DeepReadAt = _rig.Now }, CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(_rig.RunAsync, Throws.InstanceOf<RequestFailedException>());
        Assert.That((await _rig.CursorAsync()).Watermark, Is.EqualTo(_rig.Now.AddDays(-1)), "the other run's word stands");

        _rig.Twilio.BetweenPages = null;
        await _rig.RunAsync();
        Assert.That((await _rig.CursorAsync()).Watermark, Is.EqualTo(newest.At));
    }

    [Test]
    public async Task Several_accounts_are_read_and_one_that_fails_keeps_no_other_from_it()
    {
        await using var rig = await SmsRig.StartAsync(_lake, accounts: 3, settings: ("Sms:Twilio:Accounts:1:Secret", "wrong"));
        foreach (var account in rig.Accounts)
        {
            rig.Receive(rig.Now, account: account);
        }

        Assert.That(rig.RunAsync, Throws.Exception.With.Message.StartsWith($"Twilio account {rig.Accounts[1].Sid}: found status 401 (code 20003: Authenticate)").And.Message.Contains("Sms__Twilio__Accounts__1__Secret"));
        Assert.That((await rig.ListRawAsync()).Select(raw => RawName.Parse(raw.Name, "sms").Account), Is.EquivalentTo(new[] { rig.Accounts[0].Sid, rig.Accounts[2].Sid }));
        Assert.That(((await rig.CursorAsync(rig.Accounts[0])).Watermark, (await rig.CursorAsync(rig.Accounts[1])).Watermark, (await rig.CursorAsync(rig.Accounts[2])).Watermark), Is.EqualTo(((DateTimeOffset?)rig.Now, (DateTimeOffset?)null, (DateTimeOffset?)rig.Now)));
    }

    [Test]
    public async Task Two_accounts_that_fail_are_both_told_of()
    {
        await using var rig = await SmsRig.StartAsync(_lake, accounts: 2, settings: [("Sms:Twilio:Accounts:0:Secret", "wrong"), ("Sms:Twilio:Accounts:1:Secret", "wrong")]);
        var failure = await Assert.ThrowsAsync<AggregateException>(rig.RunAsync);
        Assert.That(failure!.Message, Does.Contain(rig.Accounts[0].Sid).And.Contain(rig.Accounts[1].Sid));
    }

    private int _taken;

    /// <summary>Requests since it was last asked.</summary>
    private int Take()
    {
        var taken = _rig.Twilio.Requests.Count - _taken;
        _taken += taken;
        return taken;
    }

    [SetUp]
    public void Forget() => _taken = 0;

    private IEnumerable<string> Targets() => _rig.Twilio.Requests.Select(request => request.Target);

    private async Task<string> RawTextAsync()
    {
        var texts = new List<string>();
        foreach (var raw in await _rig.ListRawAsync())
        {
            texts.Add((await _lake.Store.Raw.GetBlobClient(raw.Name).DownloadContentAsync()).Value.Content.ToString());
        }

        return string.Concat(texts);
    }
}
