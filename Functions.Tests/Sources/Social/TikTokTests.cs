using System.Text.Json;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class TikTokTests : SocialCleanTest
{
    [TestCase("""{"comment_id":7116000000000000001,"video_id":7115000000000000001,"parent_comment_id":0,"comment_action":"insert","timestamp":1790000001,"unique_identifier":"u7","text":"No light \ud83d\ude21"}""",
        "tiktok:o1|7116000000000000001|2026-09-21 14:13:21|0|2026-09-21 14:13:21|No light 😡|u7|7115000000000000001|7115000000000000001|tiktok")]
    [TestCase("""{"comment_id":"71","video_id":"70","parent_comment_id":"69","comment_action":"insert","timestamp":1790000001000}""", "tiktok:o1|71|2026-09-21 14:13:21|0|2026-09-21 14:13:21|||70|69|tiktok")]
    [TestCase("""{"comment_id":"71","video_id":"70","comment_action":"delete","text":"No light"}""", "tiktok:o1|71|2026-09-21 14:13:20|2||||70|70|tiktok")]
    public async Task Nasty40_A_comment_is_read_out_of_json_within_a_string(string content, string row)
    {
        var raw = await DeliverAsync("comment.update", content);
        Assert.That(await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, text, author_id, post_id, parent_id, platform"), Is.EqualTo(new[] { row }));
    }

    [Test]
    public async Task A_time_that_cannot_be_read_gives_way_to_the_receipt_with_a_flag()
        => Assert.That(
            await RowsAsync(await DeliverAsync("comment.update", """{"comment_id":"71","comment_action":"insert","timestamp":"soon","text":"No light"}"""), "changed_at, opened_at, quality_flags"),
            Is.EqualTo(new[] { "2026-11-02 10:15:00|2026-11-02 10:15:00|changed_at_doubtful opened_at_doubtful" }));

    [TestCase("comment.update", "", "social.tiktok.content")]
    [TestCase("comment.update", "  ", "social.tiktok.content")]
    [TestCase("comment.update", null, "social.tiktok.content")]
    [TestCase("comment.update", "{\"comment_id\":", "social.tiktok.content")]
    [TestCase("comment.update", "{\"comment_id\":1,\"comment_id\":2}", "social.tiktok.content")]
    [TestCase("comment.update", "{\"comment_action\":\"insert\"}", "social.tiktok.id")]
    [TestCase("comment.update", "{\"comment_action\":\"insert\",\"comment_id\":\"1\",\"text\":\"half \\ud83d\"}", "social.text")]
    [TestCase("post.publish.complete", "", null)]
    [TestCase("post.publish.complete", "{\"publish_id\":", null)]
    [TestCase("authorization.removed", null, null)]
    [TestCase("comment.update", "7", null)]
    [TestCase("comment.update", "{\"comment_action\":\"set_to_hidden\",\"comment_id\":\"1\"}", null)]
    [TestCase("comment.update", "{\"comment_action\":\"insert\",\"comment_id\":\"1\",\"unique_identifier\":\"o1\"}", null)]
    public async Task What_holds_no_comment_is_ignored_or_a_reject_and_never_an_error(string name, string? content, string? rule)
    {
        var raw = await DeliverAsync(name, content);
        Assert.That(await CountsAsync(raw), Is.EqualTo(rule is null ? new BatchCounts(1, 0, 0, 0, 1) : new BatchCounts(1, 0, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Select(reject => reject.GetProperty("rule").GetString()), Is.EqualTo(rule is null ? Array.Empty<string>() : [rule]));
    }

    private Task<BlobClient> DeliverAsync(string name, string? content)
        => CleanAsync("tiktok", $$"""{"client_key":"k","event":"{{name}}","create_time":1790000000,"user_openid":"o1","content":{{JsonSerializer.Serialize(content)}}}""");
}
