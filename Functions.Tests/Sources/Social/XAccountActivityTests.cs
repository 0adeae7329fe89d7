using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class XAccountActivityTests : SocialCleanTest
{
    private const string Id = "2116832619525046273"; // made at 10:00:00 on 1 November 2026

    [Test]
    public async Task A_mention_is_a_complaint_of_X()
    {
        var raw = await CleanAsync("x", Posts(Post(""" "text":"@beejan no network &amp;amp; no data &lt;/3","truncated":false,"in_reply_to_status_id_str":"5" """)));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, platform, text, author_id, customer_name, parent_id, permalink"),
            Is.EqualTo(new[] { $"x|{Id}|2026-11-01 10:00:00|0|2026-11-01 10:00:00|social|x|@beejan no network &amp; no data </3|8|Ada|5|https://x.com/i/web/status/{Id}" }));
    }

    [Test]
    public async Task Nasty36_The_id_is_the_text_and_not_the_number_beside_it()
    {
        var raw = await CleanAsync("x", Posts(
            """{"id":9007199254740992,"id_str":"9007199254740993","created_at":"Sun Nov 01 10:00:00 +0000 2026","text":"odd","user":{"id":9007199254740996,"id_str":"9007199254740997"}}""",
            """{"id":9007199254740994,"created_at":"Sun Nov 01 10:00:00 +0000 2026","text":"rounded","user":{"id_str":"8"}}"""));
        Assert.That(await RowsAsync(raw, "source_id, author_id"), Is.EqualTo(new[] { "9007199254740993|9007199254740997" }));
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { "2 id_str social.x.id" }));
    }

    [Test]
    public async Task Nasty37_Of_a_long_post_the_whole_text_is_read()
    {
        var raw = await CleanAsync("x", Posts(Post(""" "text":"it began on Monday when…","truncated":true,"extended_tweet":{"full_text":"it began on Monday when my SIM was barred","display_text_range":[0,41]} """)));
        Assert.That(await RowsAsync(raw, "text"), Is.EqualTo(new[] { "it began on Monday when my SIM was barred" }));
    }

    [Test]
    public async Task Our_own_posts_and_anothers_repeated_are_no_complaints()
    {
        var raw = await CleanAsync("x", Posts(
            $$$"""{"id_str":"{{{Id}}}","text":"we are on it","user":{"id_str":"1"}}""",
            Post(""" "text":"RT @ada: no network","retweeted_status":{"id_str":"5","text":"no network"} """)));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 0, 0, 0, 2)));
    }

    [Test]
    public async Task An_edited_post_is_a_version_of_the_first()
    {
        var raw = await CleanAsync("x", Posts(Post($$""" "text":"no data either","edit_history":{"initial_tweet_id":"2116832367866806273","edit_tweet_ids":["2116832367866806273","{{Id}}"]} """)));
        Assert.That(await RowsAsync(raw, "source_id, changed_at, change_rank, opened_at, text"), Is.EqualTo(new[] { "2116832367866806273|2026-11-01 10:00:00|1|2026-11-01 09:59:00|no data either" }));
    }

    [Test]
    public async Task A_direct_message_is_a_complaint_and_our_answer_is_not()
    {
        var raw = await CleanAsync("x", $$$"""
            {"for_user_id":"1","direct_message_events":[
              {"type":"message_create","id":"{{{Id}}}","created_timestamp":"1793527200557","message_create":{"target":{"recipient_id":"1"},"sender_id":"8","message_data":{"text":"my number is 0803"}} },
              {"type":"message_create","id":"2116832619525046274","created_timestamp":"1793527200558","message_create":{"target":{"recipient_id":"8"},"sender_id":"1","message_data":{"text":"thank you"}} }],
             "users":{"8":{"id":"8","name":"Ada","screen_name":"ada"}} }
            """);
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, opened_at, channel, text, author_id, customer_name, permalink"),
            Is.EqualTo(new[] { $"x|{Id}|2026-11-01 10:00:00.557|2026-11-01 10:00:00.557|social|my number is 0803|8|Ada|" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 0, 0, 1)));
    }

    [TestCase("1793527230000", "2026-11-01 10:00:30", TestName = "A deletion has its time")]
    [TestCase("1432228155593", "2026-11-02 10:15:00", TestName = "A deletion before the post was made is one of its receipt")]
    public async Task A_deletion_takes_the_post_back(string timestamp, string expected)
    {
        var raw = await CleanAsync("x", $$$"""
            {"for_user_id":"1","tweet_delete_events":[{"status":{"id":"{{{Id}}}","user_id":"8"},"timestamp_ms":"{{{timestamp}}}"},{"status":{"id":"5","user_id":"1"},"timestamp_ms":"{{{timestamp}}}"},{"status":{"user_id":"8"}}]}
            """);
        Assert.That(await RowsAsync(raw, "source_id, changed_at, change_rank, text"), Is.EqualTo(new[] { $"{Id}|{expected}|2|" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 1, 0, 1, 1)));
    }

    [TestCase("""{"for_user_id":"1","favorite_events":[{"id":"a"}]}""")]
    [TestCase("""{"for_user_id":"1","direct_message_mark_read_events":[{"created_timestamp":"1793527200557","sender_id":"8"}]}""")]
    [TestCase("""{"user_event":{"revoke":{"date_time":"2026-11-01T10:00:00+00:00","source":{"user_id":"8"}}}}""")]
    [TestCase("""{"replay_job_status":{"webhook_id":"1","job_state":"Complete"}}""")]
    [TestCase("""{"for_user_id":"1","tweet_create_events":[]}""")]
    [TestCase("""[1]""")]
    public async Task What_is_no_complaint_is_counted_as_ignored(string body)
        => Assert.That(await CountsAsync(await CleanAsync("x", body)), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));

    private static string Posts(params string[] posts) => $$"""{"for_user_id":"1","tweet_create_events":[{{string.Join(",", posts)}}]}""";

    private static string Post(string rest) => $$"""{"id":2116832619525046272,"id_str":"{{Id}}","created_at":"Sun Nov 01 10:00:00 +0000 2026","user":{"id_str":"8","name":"Ada","screen_name":"ada"},{{rest}}}""";
}
