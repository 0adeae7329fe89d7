using System.Text.Json;
using Beejan.Functions.Cleaning;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// Deliveries of the X Activity API: one event each, whose <c>event_uuid</c> may be negative, differs from subscription
/// to subscription and is no key. https://docs.x.com/x-api/activity/introduction
/// </summary>
internal static class XActivity
{
    public static IEnumerable<SocialItem> Split(JsonElement data)
    {
        var payload = ValueOf(data, "payload");
        return TextOf(data, "event_type") switch
        {
            "post.create" or "post.mention.create" or "post.reply.create" or "post.quote.create" => [new SocialItem(data, payload, ReadPost)],
            "post.delete" => [new SocialItem(data, payload, ReadDeletion)],
            "dm.received" => ItemsOf(payload, "direct_message_events").Select(message => new SocialItem(payload, message, XDirectMessage.Read)),
            _ => [new SocialItem(data, data)], // encrypted chats too: nobody but the two can read them
        };
    }

    private static SocialOutcome ReadPost(SocialItem item, SocialFrame frame)
    {
        var (data, post) = (item.Parent, item.Value);
        var author = TextOf(post, "author_id");
        if (IsOurs(author, data) || ItemsOf(post, "referenced_tweets").Any(other => TextOf(other, "type") == "retweeted"))
        {
            return SocialOutcome.NoComplaint; // our own words, or another's repeated
        }

        if (TextOf(post, "id") is not { } id)
        {
            return XPost.NoId("payload.id");
        }

        var first = ItemsOf(post, "edit_history_tweet_ids").Select(edit => edit.ToString()).FirstOrDefault();
        var user = ItemsOf(ValueOf(data, "includes"), "users").FirstOrDefault(user => TextOf(user, "id") == author);
        var thread = TextOf(post, "conversation_id");
        return SocialOutcome.Of(XPost.Of(id, first, ReadTime(TextOf(post, "created_at")), frame) with
        {
            Text = XPost.Plain(TextOf(ValueOf(post, "note_tweet"), "text") ?? TextOf(post, "text")),
            AuthorId = author,
            AuthorName = author is null ? null : TextOf(user, "name") ?? TextOf(user, "username"),
            PostId = thread == id ? null : thread,
            ParentId = TextOf(ItemsOf(post, "referenced_tweets").FirstOrDefault(other => TextOf(other, "type") == "replied_to"), "id"),
        });
    }

    private static SocialOutcome ReadDeletion(SocialItem item, SocialFrame frame)
        => IsOurs(TextOf(item.Value, "author_id"), item.Parent) ? SocialOutcome.NoComplaint
        : TextOf(item.Value, "id") is not { } id ? XPost.NoId("payload.id")
        : XPost.Removed(id, null, frame);

    private static bool IsOurs(string? author, JsonElement data) => author is not null && author == TextOf(ValueOf(data, "filter"), "user_id");

    private static DateTime? ReadTime(string? text)
        => text is null ? null
        : Rfc3339.TryParse(text, out var utc) ? utc
        : SocialTime.Unreadable;
}
