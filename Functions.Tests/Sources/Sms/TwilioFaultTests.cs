using System.Diagnostics;
using System.Text;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Providers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>The provider's bad days, one by one.</summary>
public sealed class TwilioFaultTests
{
    private static readonly (DoubleFault Fault, string Found)[] Passing =
    [
        (new DoubleFault.TooManyRequests(), "status 429 (code 20429: Too Many Requests)"),
        (new DoubleFault.TooManyRequests(TimeSpan.FromHours(1)), "status 429"),
        (new DoubleFault.Failure(500), "status 500,"),
        (new DoubleFault.Failure(503), "status 503,"),
        (new DoubleFault.Failure(408), "status 408,"),
        (new DoubleFault.TruncatedBody(), "an answer that breaks off after"),
        (new DoubleFault.TruncatedJson(), "no JSON, or JSON that breaks off"),
        (new DoubleFault.Html(), "XML or HTML, and no JSON, at byte 0 of line 1"),
        (new DoubleFault.Reset(), "no answer ("),
        (new DoubleFault.Altered(_ => "{\"calls\":[],\"next_page_uri\":null}"), "a JSON object without messages"),
    ];

    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [TestCaseSource(nameof(Passing))]
    public async Task What_may_pass_is_tried_again((DoubleFault Fault, string Found) bad)
    {
        await using var rig = await StartAsync();
        rig.Twilio.Faults = number => number is 2 or 3 ? bad.Fault : null;
        await rig.RunAsync();
        Assert.That((rig.Twilio.Requests.Count, (await rig.ListRawAsync()).Count), Is.EqualTo((5, 3)));
        Assert.That(rig.Twilio.Requests.Skip(1).Take(3).Select(request => request.Target).Distinct().Count(), Is.EqualTo(1), "the second page is asked for three times");
        Assert.That((await rig.CursorAsync()).Watermark, Is.EqualTo(rig.Now));
    }

    [Test]
    public Task Nasty03_A_429_without_Retry_After_in_mid_list_fails_the_run_and_the_next_one_loses_nothing() => FailsAndCatchesUpAsync(Passing[0]);

    [Test]
    public Task Nasty18_A_page_for_people_with_status_200_fails_the_run_and_the_next_one_loses_nothing() => FailsAndCatchesUpAsync(Passing.Single(bad => bad.Fault is DoubleFault.Html));

    [TestCaseSource(nameof(Passing))]
    public Task What_does_not_pass_fails_the_run_and_the_next_one_loses_nothing((DoubleFault Fault, string Found) bad) => FailsAndCatchesUpAsync(bad);

    private async Task FailsAndCatchesUpAsync((DoubleFault Fault, string Found) bad)
    {
        await using var rig = await StartAsync();
        rig.Twilio.Faults = number => number > 2 ? bad.Fault : null;
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains($"Twilio account {rig.Account.Sid}: ").And.Message.Contains(bad.Found).And.Message.Contains("expected").And.Message.Contains("the cursor has not moved"));
        Assert.That(rig.Twilio.Requests.Count, Is.EqualTo(2 + 4), "page three, and three more tries");
        Assert.That(await rig.CursorAsync(), Is.EqualTo(new SmsCursor()));
        Assert.That((await rig.ListRawAsync()).Count, Is.EqualTo(2), "what came before it is kept");

        rig.Twilio.Faults = _ => null;
        rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await rig.RunAsync();
        Assert.That((await rig.ListRawAsync()).Count, Is.EqualTo(3), "the same pages, under the same names, and the missing one");
        Assert.That((await rig.CursorAsync()).ReadAt, Is.EqualTo(rig.Now));
    }

    [TestCase(400, "Sms__Twilio__PageSize")]
    [TestCase(401, "Sms__Twilio__Accounts__0__Secret")]
    [TestCase(403, "Sms__Twilio__Accounts__0__ApiKeySid")]
    [TestCase(404, "Sms__Twilio__Accounts__0__AccountSid")]
    [TestCase(302, "Sms__Twilio__BaseAddress")]
    public async Task What_will_not_pass_is_not_tried_again_and_says_which_setting_to_check(int status, string setting)
    {
        await using var rig = await StartAsync();
        rig.Twilio.Faults = _ => new DoubleFault.Failure(status);
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains($"found status {status}, expected 200").And.Message.Contains(setting));
        Assert.That(rig.Twilio.Requests.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_does_not_come_is_given_up_on_and_tried_again()
    {
        await using var rig = await SmsRig.StartAsync(_lake, SmsRig.Patience with { Attempt = TimeSpan.FromSeconds(2) });
        rig.Twilio.Faults = number => number == 1 ? new DoubleFault.Slow(TimeSpan.FromMinutes(1)) : null;
        await rig.RunAsync();
        Assert.That(rig.Twilio.Requests.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Retry_After_is_heeded_and_without_it_the_waits_grow()
    {
        await using var heeds = await SmsRig.StartAsync(_lake, SmsRig.Patience with { LongestDelay = TimeSpan.FromMinutes(1) });
        heeds.Twilio.Faults = number => number == 1 ? new DoubleFault.TooManyRequests(TimeSpan.FromSeconds(1)) : null;
        Assert.That(await TimeAsync(heeds), Is.GreaterThan(TimeSpan.FromSeconds(0.99)));

        await using var grows = await SmsRig.StartAsync(_lake, SmsRig.Patience with { FirstDelay = TimeSpan.FromMilliseconds(100), LongestDelay = TimeSpan.FromMinutes(1) });
        grows.Twilio.Faults = number => number <= 3 ? new DoubleFault.TooManyRequests() : null;
        Assert.That(await TimeAsync(grows), Is.GreaterThan(TimeSpan.FromMilliseconds(150)).And.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var rig = await SmsRig.StartAsync(_lake, SmsRig.Patience with { Retries = 1 });
        rig.Twilio.Faults = number => number == 1 ? null : new DoubleFault.Altered(_ => new string(' ', 40 * 1024 * 1024));
        await rig.RunAsync();
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains("an answer of more than 33554432 bytes"));
    }

    [Test]
    public async Task Nobodys_secret_words_or_number_are_in_a_message_or_a_log()
    {
        var told = new StringBuilder();
        foreach (var (fault, _) in Passing.Append((new DoubleFault.Failure(401), "")).Append((new DoubleFault.Altered(page => page.Replace("\"next_page_uri\":\"", "\"next_page_uri\":\"//elsewhere", StringComparison.Ordinal)), "")))
        {
            await using var rig = await StartAsync();
            await rig.RunAsync();
            rig.Twilio.Faults = _ => fault;
            rig.Clock.Advance(TimeSpan.FromDays(2));
            told.Append((await Assert.CatchAsync(rig.RunAsync))!.ToString());
            told.AppendJoin('\n', rig.Logs.Lines.Select(line => $"{line.Text} {line.Exception} {string.Join(' ', line.Scope)}"));
        }

        Assert.That(told.ToString(), Does.Contain("Fetched sms").And.Contain("OnRetry"), "there are logs to look into");
        foreach (var secret in new[] { SmsRig.Secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(SmsRig.Secret))[4..20], "Basic", "234803", "No network" })
        {
            Assert.That(told.ToString(), Does.Not.Contain(secret));
        }
    }

    /// <summary>A rig with three pages of messages.</summary>
    private async Task<SmsRig> StartAsync()
    {
        var rig = await SmsRig.StartAsync(_lake);
        for (var i = 0; i < 25; i++)
        {
            rig.Receive(rig.Now.AddMinutes(-i));
        }

        return rig;
    }

    private static async Task<TimeSpan> TimeAsync(SmsRig rig)
    {
        var started = Stopwatch.GetTimestamp();
        await rig.RunAsync();
        return Stopwatch.GetElapsedTime(started);
    }
}
