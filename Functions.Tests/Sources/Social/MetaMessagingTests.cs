using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class MetaMessagingTests : SocialCleanTest
{
    [Test]
    public async Task Messages_edits_unsends_and_pressed_buttons_are_read()
    {
        var raw = await CleanAsync("meta", Page(
            Event(1, """ "message":{"mid":"m1","text":"my SIM is blocked"}"""),
            Event(2, """ "message_edit":{"mid":"m1","text":"my SIM is barred","num_edit":1}"""),
            Event(3, """ "message":{"mid":"m2","attachments":[{"type":"audio","payload":{"url":"https://cdn.example/a"}}]}"""),
            Event(4, """ "postback":{"mid":"m3","title":"Report a fault","payload":"FAULT"}"""),
            Event(5, """ "message":{"mid":"m1","is_deleted":true,"text":"my SIM is barred"}""")));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, text, author_id, quality_flags"),
            Is.EqualTo(new[]
            {
                "meta:1|m1|2026-11-01 10:00:01|0|2026-11-01 10:00:01|messenger|my SIM is blocked|8|",
                "meta:1|m1|2026-11-01 10:00:02|1||messenger|my SIM is barred|8|",
                "meta:1|m2|2026-11-01 10:00:03|0|2026-11-01 10:00:03|messenger||8|text_empty",
                "meta:1|m3|2026-11-01 10:00:04|0|2026-11-01 10:00:04|messenger|Report a fault|8|",
                "meta:1|m1|2026-11-01 10:00:05|2||messenger||8|",
            }));
    }

    [Test]
    public async Task What_was_done_is_no_complaint()
    {
        var raw = await CleanAsync("meta", Page(
            Event(1, """ "delivery":{"mids":["m"],"watermark":1}"""),
            Event(2, """ "read":{"watermark":1}"""),
            Event(3, """ "reaction":{"mid":"m","action":"react","emoji":"x"}"""),
            Event(4, """ "referral":{"ref":"ad"}"""),
            Event(5, """ "message":{"mid":"m","attachments":[{"type":"image","payload":{"url":"https://cdn.example/thumb","sticker_id":369239263222822}}]}""")));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(5, 0, 0, 0, 5)));
    }

    [Test]
    public async Task A_message_that_breaks_the_contract_is_a_reject_and_its_siblings_go_through()
    {
        var raw = await CleanAsync("meta", Page(Event(1, """ "message":{"text":"no id"}"""), Event(2, """ "message":{"mid":"m2","is_unsupported":true}"""), Event(3, """ "message":{"mid":"m3","text":"fine"}""")));
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { "1 message.mid social.meta.id", "2 message social.meta.content" }));
        Assert.That(await RowsAsync(raw, "source_id"), Is.EqualTo(new[] { "m3" }));
    }

    [TestCase("""{"object":"page","entry":[{"id":"1","time":1793527205,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c","from":{"id":"1","name":"Beejan"},"message":"we are on it"}}]}]}""")]
    [TestCase("""{"object":"instagram","entry":[{"id":"1","time":1793527205,"changes":[{"field":"comments","value":{"id":"c","text":"we are on it","from":{"id":"1","username":"beejan"}}}]}]}""")]
    [TestCase("""{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"1"},"recipient":{"id":"8"},"timestamp":1793527205000,"message":{"mid":"m","text":"we are on it","is_echo":true}}]}]}""")]
    [TestCase("""{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"9"},"recipient":{"id":"8"},"timestamp":1793527205000,"message":{"mid":"m","text":"we are on it","is_echo":true}}]}]}""")]
    [TestCase("""{"object":"instagram","entry":[{"id":"1","messaging":[{"sender":{"id":"1"},"recipient":{"id":"8"},"timestamp":1793527205000,"message":{"mid":"m","text":"we are on it"}}]}]}""")]
    [TestCase("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"3"},"message_echoes":[{"from":"1","id":"w","timestamp":"1793527205","type":"text","text":{"body":"we are on it"}}]}}]}]}""")]
    public async Task Nasty32_An_echo_of_our_own_words_is_no_complaint(string body)
        => Assert.That(await CountsAsync(await CleanAsync("meta", body)), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));

    [TestCase("1793527201", "2026-11-01 10:00:01", "")]
    [TestCase("1793527201250", "2026-11-01 10:00:01.25", "")]
    [TestCase("\"1793527201\"", "2026-11-01 10:00:01", "")]
    [TestCase("\"1793527201250\"", "2026-11-01 10:00:01.25", "")]
    [TestCase("0", "2026-11-02 10:15:00", "changed_at_doubtful opened_at_doubtful")]
    [TestCase("1793527201250000", "2026-11-02 10:15:00", "changed_at_doubtful opened_at_doubtful")]
    [TestCase("1793700901", "2026-11-02 10:15:00", "changed_at_doubtful opened_at_doubtful")]
    [TestCase("99999999999999999999999", "2026-11-02 10:15:00", "changed_at_doubtful opened_at_doubtful")]
    public async Task Nasty35_A_time_is_read_by_one_rule_in_every_shape_and_a_mad_one_is_flagged(string time, string expected, string flags)
    {
        string[] bodies =
        [
            $$$"""{"object":"page","entry":[{"id":"1","time":{{{time}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c","message":"a","created_time":{{{time}}}}}]}]}""",
            $$$"""{"object":"instagram","entry":[{"id":"1","time":{{{time}}},"changes":[{"field":"comments","value":{"id":"c","text":"a"}}]}]}""",
            $$$"""{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"8"},"timestamp":{{{time}}},"message":{"mid":"m","text":"a"}}]}]}""",
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"3"},"messages":[{"id":"w","timestamp":{{{time}}},"type":"text","text":{"body":"a"}}]}}]}]}""",
        ];
        foreach (var body in bodies)
        {
            Assert.That(await RowsAsync(await CleanAsync("meta", body), "changed_at, opened_at, quality_flags"), Is.EqualTo(new[] { $"{expected}|{expected}|{flags}" }), body);
        }
    }

    private static string Page(params string[] events) => $$"""{"object":"page","entry":[{"id":"1","time":1793527200000,"messaging":[{{string.Join(",", events)}}]}]}""";

    private static string Event(int second, string what) => $$"""{"sender":{"id":"8"},"recipient":{"id":"1"},"timestamp":{{1793527200 + second}}000,{{what}}}""";
}
