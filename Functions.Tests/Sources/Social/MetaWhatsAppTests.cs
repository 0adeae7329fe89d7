using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class MetaWhatsAppTests : SocialCleanTest
{
    private const string Ada = """{"profile":{"name":"Ada"},"wa_id":"2348031234567","user_id":"NG.111"}""";
    private const string Hidden = """{"profile":{"name":"Tunde"},"user_id":"NG.222"}""";

    [Test]
    public async Task Texts_captions_and_answers_are_read()
    {
        var raw = await CleanAsync("meta", Value(
            [Ada],
            Message(1, "text", """{"body":"No network &amp; no data"}""", """,  "context":{"from":"1","id":"wamid.0"}"""),
            Message(2, "image", """{"id":"5","caption":"see my balance"}"""),
            Message(3, "audio", """{"id":"6","voice":true}"""),
            Message(4, "button", """{"payload":"P","text":"SIM barred"}"""),
            Message(5, "interactive", """{"type":"list_reply","list_reply":{"id":"x","title":"Refund","description":"d"}}"""),
            Message(6, "interactive", """{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"complaint\":\"no credit\"}"}}""")));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, opened_at, channel, text, author_id, customer_name, customer_phone, parent_id, quality_flags"),
            Is.EqualTo(new[]
            {
                "meta:3|wamid.1|2026-11-01 10:00:01|2026-11-01 10:00:01|whatsapp|No network &amp; no data|NG.111|Ada|+2348031234567|wamid.0|",
                "meta:3|wamid.2|2026-11-01 10:00:02|2026-11-01 10:00:02|whatsapp|see my balance|NG.111|Ada|+2348031234567||",
                "meta:3|wamid.3|2026-11-01 10:00:03|2026-11-01 10:00:03|whatsapp||NG.111|Ada|+2348031234567||text_empty",
                "meta:3|wamid.4|2026-11-01 10:00:04|2026-11-01 10:00:04|whatsapp|SIM barred|NG.111|Ada|+2348031234567||",
                "meta:3|wamid.5|2026-11-01 10:00:05|2026-11-01 10:00:05|whatsapp|Refund|NG.111|Ada|+2348031234567||",
                "meta:3|wamid.6|2026-11-01 10:00:06|2026-11-01 10:00:06|whatsapp|{\"complaint\":\"no credit\"}|NG.111|Ada|+2348031234567||",
            }));
    }

    [Test]
    public async Task An_edit_and_a_revoke_are_changes_of_the_message_that_they_name()
    {
        var raw = await CleanAsync("meta", Value(
            [Ada],
            Message(2, "edit", """{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"no data since Monday"}}}"""),
            Message(3, "edit", """{"original_message_id":"wamid.9","message":{"type":"image","image":{"id":"5","caption":"new caption"}}}"""),
            Message(4, "revoke", """{"original_message_id":"wamid.1"}"""),
            Message(5, "revoke", "{}")));
        Assert.That(
            await RowsAsync(raw, "source_id, changed_at, change_rank, opened_at, text"),
            Is.EqualTo(new[] { "wamid.1|2026-11-01 10:00:02|1||no data since Monday", "wamid.9|2026-11-01 10:00:03|1||new caption", "wamid.1|2026-11-01 10:00:04|2||" }));
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { "4 revoke.original_message_id social.meta.id" }));
    }

    [Test]
    public async Task Statuses_reactions_and_what_else_says_nothing_are_ignored()
    {
        string[] messages =
        [
            Message(1, "reaction", """{"message_id":"wamid.0","emoji":"x"}"""), Message(2, "sticker", """{"id":"5"}"""), Message(3, "location", """{"latitude":1,"longitude":2}"""),
            Message(4, "system", """{"body":"Ada changed her number","type":"user_changed_number"}"""), Message(5, "order", """{"text":""}"""), Message(6, "text", """{"body":null}"""),
        ];
        var raw = await CleanAsync("meta", Delivery($$"""
            {"messaging_product":"whatsapp","metadata":{"phone_number_id":"3"},"contacts":[{{Ada}}],"messages":[{{string.Join(",", messages)}}],
             "statuses":[{"id":"wamid.8","status":"read","timestamp":"1793527205","recipient_id":"2348031234567"},{"id":"wamid.9","status":"failed","timestamp":"1793527205"}]}
            """));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(8, 0, 0, 0, 8)));
    }

    [Test]
    public async Task Nasty34_A_message_that_cannot_be_read_is_quarantined_and_a_hidden_number_is_none()
    {
        var raw = await CleanAsync("meta", Value(
            [Ada, Hidden],
            """{"from":"2348031234567","id":"wamid.1","timestamp":"asdf","type":"text","text":{"body":"when?"}}""",
            """{"from":"2348031234567","id":"wamid.2","timestamp":"1793527202","type":"unsupported","errors":[{"code":131051}]}""",
            """{"from":"2348031234567","id":"wamid.3","timestamp":"1793527203","type":"interactive"}""",
            """{"from":"2348031234567","id":"wamid.4","timestamp":"1793527204","type":"hologram","hologram":{}}""",
            """{"id":"wamid.5","timestamp":"1793527205","type":"text","text":{"body":"from nobody"}}""",
            """{"from":"US.123","id":"wamid.6","timestamp":"1793527206","type":"text","text":{"body":"an id"}}""",
            """{"from_user_id":"NG.222","id":"wamid.7","timestamp":"1793527207","type":"text","text":{"body":"number hidden"}}""",
            """{"from":"12","id":"wamid.8","timestamp":"1793527208","type":"text","text":{"body":"no number"}}""",
            """{"from":"2348031234567","timestamp":"1793527209","type":"text","text":{"body":"no id"}}""",
            """{"from":"2348031234567","id":"wamid.9","timestamp":"1793527209","type":"text","text":{"body":"fine"}}"""));
        Assert.That(
            await RejectsAsync(raw),
            Is.EqualTo(new[] { "1 timestamp social.meta.timestamp", "2 type social.meta.content", "3 interactive social.meta.content", "4 type social.meta.content", "9 id social.meta.id" }));
        Assert.That(
            await RowsAsync(raw, "source_id, author_id, customer_name, customer_phone, quality_flags"),
            Is.EqualTo(new[] { "wamid.5||||", "wamid.6|US.123|||", "wamid.7|NG.222|Tunde||", "wamid.8||||customer_phone_invalid", "wamid.9|NG.111|Ada|+2348031234567|" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(10, 5, 0, 5, 0)));
    }

    [Test]
    public async Task A_message_without_a_sender_is_that_of_the_only_contact()
    {
        var raw = await CleanAsync("meta", Value([Hidden], """{"id":"wamid.5","timestamp":"1793527205","type":"text","text":{"body":"a"}}"""));
        Assert.That(await RowsAsync(raw, "author_id, customer_name, customer_phone"), Is.EqualTo(new[] { "NG.222|Tunde|" }));
    }

    private static string Delivery(string value) => $$"""{"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"messages","value":{{value}}}]}]}""";

    private static string Value(string[] contacts, params string[] messages) => Delivery(
        $$"""{"messaging_product":"whatsapp","metadata":{"display_phone_number":"2347000000000","phone_number_id":"3"},"contacts":[{{string.Join(",", contacts)}}],"messages":[{{string.Join(",", messages)}}]}""");

    private static string Message(int second, string type, string content, string rest = "")
        => $$"""{"from":"2348031234567","id":"wamid.{{second}}","timestamp":"{{1793527200 + second}}","type":"{{type}}","{{type}}":{{content}}{{rest}}}""";
}
