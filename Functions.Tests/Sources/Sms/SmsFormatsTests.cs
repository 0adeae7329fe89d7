using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>Who wrote a raw blob, its name says; its bytes are held to it.</summary>
public sealed class SmsFormatsTests
{
    private static readonly (string Account, string Page)[] Pages =
    [
        ("AC0123456789abcdef0123456789abcdef", """{"messages":[{"sid":"SM0123456789abcdef0123456789abcdef","direction":"inbound","date_sent":"Fri, 20 Nov 2026 12:00:00 +0000"}],"next_page_uri":null}"""),
        ("africastalking.beejan", """{"SMSMessageData":{"Messages":[{"id":7,"date":"2026-11-20T12:00:00.000Z","text":"hello"}]}}"""),
        ("infobip.beejan", """{"results":[{"messageId":"7","receivedAt":"2026-11-20T12:00:00.000+0000","text":"hello"}],"messageCount":1,"pendingMessageCount":0}"""),
        ("vonage.abcdef01", """{"product":"SMS","records":[{"message_id":"7","direction":"inbound","date_received":"2026-11-20T12:00:00+0000","message_body":"hello"}]}"""),
    ];

    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [TestCase("AC0123456789abcdef0123456789abcdef", "twilio", "AC0123456789abcdef0123456789abcdef", "AC0123456789abcdef0123456789abcdef")]
    [TestCase("africastalking.beejan", "africastalking", "beejan", "africastalking:beejan")]
    [TestCase("infobip.lagos.2", "infobip", "lagos.2", "infobip:lagos.2")]
    [TestCase("vonage.abcdef01", "vonage", "abcdef01", "vonage:abcdef01")]
    [TestCase("default", "twilio", "default", "default")]
    public void A_raw_name_says_provider_and_account(string rawAccount, string provider, string account, string key)
    {
        var (format, read) = SmsFormats.Of(rawAccount);
        Assert.That((format.Name, read, format.Key(read), format.RawAccount(read)), Is.EqualTo((provider, account, key, rawAccount)));
    }

    [Test]
    public async Task A_page_of_another_provider_is_refused_whole_and_one_of_its_own_is_read([ValueSource(nameof(Pages))] (string Account, string Page) named, [ValueSource(nameof(Pages))] (string Account, string Page) written)
    {
        var raw = await _lake.PutRawAsync("sms", Encoding.UTF8.GetBytes(written.Page), "json", account: named.Account);
        await new SmsCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), Options.Create(new SmsOptions())).RunAsync(raw, CancellationToken.None);
        Assert.That(await _lake.ReadCountsAsync(raw, "sms"), Is.EqualTo(named == written ? new BatchCounts(1, 1, 0, 0, 0) : new BatchCounts(1, 0, 0, 1, 0)));
        Assert.That(
            (await _lake.ReadRejectsAsync(raw, "sms")).Select(reject => reject.GetProperty("rule").GetString()),
            Is.EqualTo(named == written ? Array.Empty<string>() : [$"sms.{SmsFormats.Of(named.Account).Format.Name}.page"]));
    }
}
