using System.Globalization;
using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// Deliveries of the Account Activity API: posts, messages and deletions in arrays, once per subscribed account.
/// https://docs.x.com/x-api/account-activity/introduction
/// </summary>
internal static class XAccountActivity
{
    private const string TimeFormat = "ddd MMM d HH:mm:ss zzz yyyy"; // Wed Oct 10 20:19:24 +0000 2018

    public static IEnumerable<SocialItem> Split(JsonElement body)
        => ItemsOf(body, "tweet_create_events").Select(post => new SocialItem(body, post, ReadPost))
            .Concat(ItemsOf(body, "direct_message_events").Select(message => new SocialItem(body, message, XDirectMessage.Read)))
            .Concat(ItemsOf(body, "tweet_delete_events").Select(deletion => new SocialItem(body, deletion, ReadDeletion)));

    private static SocialOutcome ReadPost(SocialItem item, SocialFrame frame)
    {
        var post = item.Value;
        var user = ValueOf(post, "user");
        var author = TextOf(user, "id_str");
        if (IsOurs(author, item.Parent) || ValueOf(post, "retweeted_status").ValueKind == JsonValueKind.Object)
        {
            return SocialOutcome.NoComplaint; // our own words, or another's repeated
        }

        if (TextOf(post, "id_str") is not { } id)
        {
            return XPost.NoId("id_str"); // the number beside it is rounded by whoever reads it as a double
        }

        var first = ItemsOf(ValueOf(post, "edit_history"), "edit_tweet_ids").Select(edit => edit.ToString()).FirstOrDefault();
        return SocialOutcome.Of(XPost.Of(id, first, ReadTime(TextOf(post, "created_at")), frame) with
        {
            Text = XPost.Plain(TextOf(ValueOf(post, "extended_tweet"), "full_text") ?? TextOf(post, "text")),
            AuthorId = author,
            AuthorName = TextOf(user, "name") ?? TextOf(user, "screen_name"),
            ParentId = TextOf(post, "in_reply_to_status_id_str"),
        });
    }

    private static SocialOutcome ReadDeletion(SocialItem item, SocialFrame frame)
    {
        var status = ValueOf(item.Value, "status");
        return IsOurs(TextOf(status, "user_id"), item.Parent) ? SocialOutcome.NoComplaint
            : TextOf(status, "id") is not { } id ? XPost.NoId("status.id")
            : XPost.Removed(id, SocialTime.FromEpoch(TextOf(item.Value, "timestamp_ms")), frame);
    }

    private static bool IsOurs(string? author, JsonElement body) => author is not null && author == TextOf(body, "for_user_id");

    private static DateTime? ReadTime(string? text)
        => text is null ? null
        : DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.UtcDateTime
        : SocialTime.Unreadable;
}
