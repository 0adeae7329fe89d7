using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class LinkedInTests : SocialCleanTest
{
    [Test]
    public async Task Comments_their_edits_and_removes_and_mentions_are_complaints_of_the_organization()
    {
        var raw = await DeliverAsync(
            Notification(1, "COMMENT", "urn:li:comment:(urn:li:activity:70,71)", 1_790_000_001_000, """{"comment":{"owner":"urn:li:person:a","text":"No light since Monday","entity":"urn:li:comment:(urn:li:activity:70,71)"}}"""),
            Notification(2, "COMMENT_EDIT", "urn:li:comment:(activity:70,71)", 1_790_000_002_000, """{"comment":{"actor":"urn:li:person:a","message":{"text":"No light since Tuesday"}}}"""),
            Notification(3, "COMMENT", "urn:li:comment:(urn:li:activity:70,72)", 1_790_000_003_000, """{"comment":{"owner":"urn:li:person:b","text":"Same here","parentComment":"urn:li:comment:(urn:li:activity:70,71)"}}"""),
            Notification(4, "COMMENT_DELETE", "urn:li:comment:(urn:li:activity:70,71)", 1_790_000_004_000, "null"),
            Notification(5, "SHARE_MENTION", "urn:li:share:80", 1_790_000_005_000, """{"share":{"owner":"urn:li:person:c","text":"Beejan, fix it","entity":"urn:li:share:80"}}"""));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, text, author_id, post_id, parent_id, platform"),
            Is.EqualTo(new[]
            {
                "linkedin:urn:li:organization:9|urn:li:comment:(activity:70,71)|2026-09-21 14:13:21|0|2026-09-21 14:13:21|No light since Monday|urn:li:person:a|urn:li:activity:70|urn:li:activity:70|linkedin",
                "linkedin:urn:li:organization:9|urn:li:comment:(activity:70,71)|2026-09-21 14:13:22|1||No light since Tuesday|urn:li:person:a|urn:li:activity:70|urn:li:activity:70|linkedin",
                "linkedin:urn:li:organization:9|urn:li:comment:(activity:70,72)|2026-09-21 14:13:23|0|2026-09-21 14:13:23|Same here|urn:li:person:b|urn:li:activity:70|urn:li:comment:(activity:70,71)|linkedin",
                "linkedin:urn:li:organization:9|urn:li:comment:(activity:70,71)|2026-09-21 14:13:24|2||||urn:li:activity:70|urn:li:activity:70|linkedin",
                "linkedin:urn:li:organization:9|urn:li:share:80|2026-09-21 14:13:25|0|2026-09-21 14:13:25|Beejan, fix it|urn:li:person:c|urn:li:activity:70|urn:li:activity:70|linkedin",
            }));
    }

    [Test]
    public async Task A_comment_that_two_members_are_notified_of_is_one_row()
    {
        const string Comment = """{"comment":{"owner":"urn:li:person:a","text":"No light"}}""";
        var raw = await DeliverAsync(
            Notification(1, "COMMENT", "urn:li:comment:(urn:li:activity:70,71)", 1_790_000_001_000, Comment), Notification(2, "COMMENT", "urn:li:comment:(activity:70,71)", 1_790_000_001_000, Comment));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 1, 0, 0)));
    }

    [TestCase("""{"action":"LIKE"}""")]
    [TestCase("""{"action":"ADMIN_COMMENT","generatedActivity":"urn:li:comment:(activity:1,2)"}""")]
    [TestCase("""{"action":"COMMENT","organizationalEntity":"urn:li:organization:9","generatedActivity":"c","decoratedGeneratedActivity":{"comment":{"owner":"urn:li:organization:9","text":"our answer"}}}""")]
    [TestCase("""{}""")]
    [TestCase("7")]
    public async Task What_is_no_complaint_is_ignored(string notification)
        => Assert.That(await Lake.ReadCountsAsync(await DeliverAsync(notification), Source), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));

    [Test]
    public async Task A_delivery_without_notifications_counts_one()
        => Assert.That(await CountsAsync(await DeliverAsync()), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));

    [TestCase("""{"action":"COMMENT","organizationalEntity":"urn:li:organization:9"}""", "social.linkedin.id")]
    [TestCase("""{"action":"COMMENT","generatedActivity":"urn:li:comment:(activity:1,2)","decoratedGeneratedActivity":[]}""", "social.linkedin.organization")]
    public async Task A_notification_that_breaks_the_contract_is_a_reject_and_its_siblings_go_through(string notification, string rule)
    {
        var raw = await DeliverAsync(notification, Notification(1, "COMMENT", "urn:li:comment:(activity:1,3)", 0, """{"comment":{"text":"No light"}}"""));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo(rule));
    }

    private static string Notification(int id, string action, string activity, long at, string decorated)
        => $$"""{"notificationId":{{id}},"organizationalEntity":"urn:li:organization:9","action":"{{action}}","sourcePost":"urn:li:activity:70","lastModifiedAt":{{at}},"generatedActivity":"{{activity}}","decoratedGeneratedActivity":{{decorated}}}""";

    private Task<BlobClient> DeliverAsync(params string[] notifications)
        => CleanAsync("linkedin", $$"""{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[{{string.Join(',', notifications)}}]}""");
}
