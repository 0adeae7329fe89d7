using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class MetaInstagramTests : SocialCleanTest
{
    private const string Comment = """ "field": "comments", "value": {"id": "c9", "text": "my data finished in one day", "from": {"id": "77", "username": "bisi.o"}, "media": {"id": "m3", "media_product_type": "FEED"}, "parent_id": "c1"}""";

    [TestCase("""{"object": "instagram", "entry": [{"id": "5", "time": 1793527205, "changes": [{COMMENT}]}]}""", TestName = "A comment in a change")]
    [TestCase("""[{"object": "instagram", "entry": [{"id": "5", "time": 1793527205, COMMENT}]}]""", TestName = "A comment in the entry itself, the whole in an array")]
    public async Task A_comment_is_read_in_both_documented_shapes(string body)
    {
        var raw = await CleanAsync("meta", body.Replace("COMMENT", Comment, StringComparison.Ordinal));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, text, author_id, customer_name, post_id, parent_id"),
            Is.EqualTo(new[] { "meta:5|c9|2026-11-01 10:00:05|0|2026-11-01 10:00:05|social|my data finished in one day|77|bisi.o|m3|c1" }));
    }

    [TestCase(""" "messaging": [MESSAGE]""", TestName = "A message in messaging")]
    [TestCase(""" "standby": [MESSAGE]""", TestName = "A message in standby")]
    [TestCase(""" "changes": [{"field": "messages", "value": MESSAGE}]""", TestName = "A message in a change")]
    [TestCase(""" "field": "messages", "value": MESSAGE""", TestName = "A message in the entry itself")]
    public async Task A_direct_message_is_read_in_all_documented_shapes(string inEntry)
    {
        const string Message = """{"sender": {"id": "77"}, "recipient": {"id": "5"}, "timestamp": "1793527204123", "message": {"mid": "mid.1", "text": "please help", "reply_to": {"mid": "mid.0"}}}""";
        var raw = await CleanAsync("meta", $$"""{"object": "instagram", "entry": [{"id": "5", "time": 1793527205, {{inEntry.Replace("MESSAGE", Message, StringComparison.Ordinal)}}}]}""");
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, opened_at, channel, text, author_id, parent_id"),
            Is.EqualTo(new[] { "meta:5|mid.1|2026-11-01 10:00:04.123|2026-11-01 10:00:04.123|social|please help|77|mid.0" }));
    }

    [Test]
    public async Task A_comment_that_lacks_an_id_is_a_reject()
    {
        var raw = await CleanAsync("meta", """{"object":"instagram","entry":[{"id":"5","changes":[{"field":"comments","value":{"text":"a"}}]},{"changes":[{"field":"live_comments","value":{"id":"c","text":"a"}}]}]}""");
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { "1 value.id social.meta.id", "2 entry.id social.meta.account" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 0, 0, 2, 0)));
    }
}
