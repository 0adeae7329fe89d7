using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class XActivityTests : SocialCleanTest
{
    private const string Id = "2116832619525046273";

    [TestCase("post.mention.create")]
    [TestCase("post.reply.create")]
    [TestCase("post.quote.create")]
    [TestCase("post.create")]
    public async Task A_post_of_another_is_a_complaint_of_X(string type)
    {
        var raw = await CleanAsync("x", Event(type, Post($$""" "edit_history_tweet_ids":["{{Id}}"],"conversation_id":"5","referenced_tweets":[{"type":"quoted","id":"6"},{"type":"replied_to","id":"7"}] """)));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, platform, text, author_id, customer_name, post_id, parent_id, permalink"),
            Is.EqualTo(new[] { $"x|{Id}|2026-11-01 10:00:00|0|2026-11-01 10:00:00|social|x|@beejan no < network|8|Ada|5|7|https://x.com/i/web/status/{Id}" }));
    }

    [Test]
    public async Task Nasty38_A_negative_number_of_the_event_is_no_key()
    {
        var frames = new[] { "-6850472171600526495", "2080765813578191303" }.SelectMany(number => Frame("x", Event("post.mention.create", Post(), number)));
        var raw = await CleanAsync([.. frames]);
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 1, 0, 0)));
        Assert.That(await RowsAsync(raw, "account, source_id"), Is.EqualTo(new[] { $"x|{Id}" }));
    }

    [Test]
    public async Task Nasty39_A_mention_of_two_of_our_accounts_is_one_complaint()
    {
        const string Tweet = $$$"""{"id_str":"{{{Id}}}","created_at":"Sun Nov 01 10:00:00 +0000 2026","text":"@beejan @beejan_help","user":{"id_str":"8","name":"Ada"}}""";
        foreach (var bodies in new string[][]
        {
            [$$"""{"for_user_id":"1","tweet_create_events":[{{Tweet}}]}""", $$"""{"for_user_id":"2","tweet_create_events":[{{Tweet}}]}"""],
            [Event("post.mention.create", Post(), filter: "1"), Event("post.mention.create", Post(), filter: "2")],
        })
        {
            var first = await RowsAsync(await CleanAsync("x", bodies[0]), "account, source_id, changed_at, change_rank, row_hash");
            var second = await RowsAsync(await CleanAsync("x", bodies[1]), "account, source_id, changed_at, change_rank, row_hash");
            Assert.That(second, Is.EqualTo(first).And.Length.EqualTo(1), "one version of one complaint");
            Assert.That((await CountsAsync(await CleanAsync([.. bodies.SelectMany(body => Frame("x", body))]))).Duplicates, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task An_edited_post_is_a_version_of_the_first()
    {
        var raw = await CleanAsync("x", Event("post.mention.create", Post($$""" "edit_history_tweet_ids":["2116832367866806273","{{Id}}"] """)));
        Assert.That(await RowsAsync(raw, "source_id, changed_at, change_rank, opened_at"), Is.EqualTo(new[] { "2116832367866806273|2026-11-01 10:00:00|1|2026-11-01 09:59:00" }));
    }

    [Test]
    public async Task A_deletion_without_a_time_is_one_of_its_receipt_and_our_own_is_none()
    {
        var others = await CleanAsync("x", Event("post.delete", $$"""{"id":"{{Id}}","author_id":"8"}"""));
        Assert.That(await RowsAsync(others, "account, source_id, changed_at, change_rank, text"), Is.EqualTo(new[] { $"x|{Id}|2026-11-02 10:15:00|2|" }));
        var ours = await CleanAsync("x", Event("post.delete", $$"""{"id":"{{Id}}","author_id":"1"}"""));
        Assert.That(await CountsAsync(ours), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));
    }

    [Test]
    public async Task A_direct_message_is_a_complaint()
    {
        var raw = await CleanAsync("x", Event("dm.received", $$$"""
            {"direct_message_events":[{"type":"message_create","id":"{{{Id}}}","created_timestamp":"1793527200557","message_create":{"target":{"recipient_id":"1"},"sender_id":"8","message_data":{"text":"hello?"}} }],
             "users":{"8":{"data":{"id":"8","name":"Ada","username":"ada"}} }}
            """));
        Assert.That(await RowsAsync(raw, "account, source_id, opened_at, text, author_id, customer_name"), Is.EqualTo(new[] { $"x|{Id}|2026-11-01 10:00:00.557|hello?|8|Ada" }));
    }

    [TestCase("post.create", """{"id":"5","author_id":"1","text":"we are on it"}""")]
    [TestCase("post.repost.create", """{"id":"5","author_id":"8","text":"RT @ada: no network"}""")]
    [TestCase("post.mention.create", """{"id":"5","author_id":"8","text":"RT @ada: @beejan no network","referenced_tweets":[{"type":"retweeted","id":"4"}]}""")]
    [TestCase("dm.sent", """{"direct_message_events":[{"id":"5","message_create":{"sender_id":"1","message_data":{"text":"thank you"}}}]}""")]
    [TestCase("dm.received", """{"direct_message_events":[]}""")]
    [TestCase("chat.received", """{"id":"5","encoded_event":"CwAB"}""")]
    [TestCase("profile.update.bio", """{"before":"a","after":"b"}""")]
    [TestCase("of.tomorrow", """{"id":"5"}""")]
    public async Task What_is_no_complaint_is_counted_as_ignored(string type, string payload)
        => Assert.That(await CountsAsync(await CleanAsync("x", Event(type, payload))), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));

    [Test]
    public async Task A_post_without_an_id_is_a_reject()
        => Assert.That(await RejectsAsync(await CleanAsync("x", Event("post.create", "{}"))), Is.EqualTo(new[] { "1 payload.id social.x.id" }));

    private static string Event(string type, string payload, string number = "1", string filter = "1") => $$$"""
        {"data":{"event_uuid":"{{{number}}}","filter":{"user_id":"{{{filter}}}"},"event_type":"{{{type}}}","tag":"t{{{filter}}}","payload":{{{payload}}},"includes":{"users":[{"id":"1","name":"Beejan"},{"id":"8","name":"Ada","username":"ada"}]} }}
        """;

    private static string Post(string rest = """ "edit_history_tweet_ids":[] """)
        => $$$"""{"id":"{{{Id}}}","author_id":"8","created_at":"2026-11-01T10:00:00.000Z","text":"@beejan no &lt; network",{{{rest}}}}""";
}
