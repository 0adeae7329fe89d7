using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class MetaPageFeedTests : SocialCleanTest
{
    [Test]
    public async Task What_a_visitor_posts_on_the_page_is_a_complaint_and_what_the_page_posts_is_not()
    {
        var raw = await CleanAsync("meta", Feed(
            """{"item":"post","verb":"add","post_id":"1_7","from":{"id":"8","name":"Ngozi"},"message":"no refund yet","created_time":1793527200}""",
            """{"item":"status","verb":"edited","post_id":"1_7","from":{"id":"8","name":"Ngozi"},"message":"still no refund","created_time":1793527200}""",
            """{"item":"status","verb":"add","post_id":"1_8","from":{"id":"1","name":"Beejan"},"message":"New prices"}""",
            """{"item":"photo","verb":"add","post_id":"1_9","message":"by nobody"}"""));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, text, author_id, customer_name, post_id"),
            Is.EqualTo(new[] { "meta:1|1_7|2026-11-01 10:00:00|0|no refund yet|8|Ngozi|1_7", "meta:1|1_7|2026-11-01 10:00:05|1|still no refund|8|Ngozi|1_7" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(4, 2, 0, 0, 2)));
    }

    [Test]
    public async Task A_comment_that_says_neither_who_nor_when_is_one_of_its_receipt()
    {
        var raw = await CleanAsync("meta", """{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c","sender_id":"8","message":"hello?","post_id":"1_7"}}]}]}""");
        Assert.That(await RowsAsync(raw, "changed_at, opened_at, author_id, customer_name, quality_flags"), Is.EqualTo(new[] { "2026-11-02 10:15:00|2026-11-02 10:15:00|8||" }));
    }

    [TestCase("""{"object":"page","entry":[]}""", 1)]
    [TestCase("""{"object":"page"}""", 1)]
    [TestCase("""{"object":"page","entry":[{"id":"1","time":1793527205,"changed_fields":["feed","mention"]}]}""", 2)]
    [TestCase("""{"object":"page","entry":[{"id":"1","time":1793527205}]}""", 1)]
    [TestCase("""{"object":"user","entry":[{"id":"1","uid":"1","time":1520383571,"changes":[{"field":"photos","value":{"verb":"update","object_id":"3"}}]}]}""", 1)]
    [TestCase("""{"object":"page","entry":[{"id":"1","changes":[{"field":"of_tomorrow","value":{"sender":5}},{"field":"feed"},{"value":{}}]}]}""", 3)]
    [TestCase("""{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"8"},"recipient":{"id":"1"},"timestamp":1793527205000,"message":{"mid":"m","text":null}}]}]}""", 1)]
    [TestCase("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","errors":[{"code":1}]}}]}]}""", 1)]
    [TestCase("""{"object":"instagram","entry":[{"id":"1","time":1,"changes":[{"field":"mentions","value":{"media_id":"1","comment_id":"2"}}]}]}""", 1)]
    public async Task Nasty33_A_delivery_that_says_nothing_is_kept_and_makes_no_row(string body, int received)
        => Assert.That(await CountsAsync(await CleanAsync("meta", body)), Is.EqualTo(new BatchCounts(received, 0, 0, 0, received)));

    private static string Feed(params string[] values)
        => $$"""{"object":"page","entry":[{"id":"1","time":1793527205,"changes":[{{string.Join(",", values.Select(value => $$"""{"field":"feed","value":{{value}}}"""))}}]}]}""";
}
