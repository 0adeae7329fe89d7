using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>A direct message, which both APIs write alike. https://docs.x.com/x-api/account-activity/introduction</summary>
internal static class XDirectMessage
{
    /// <param name="item">An item of <c>direct_message_events</c>, with the object around it that holds <c>users</c>.</param>
    /// <param name="frame">The delivery.</param>
    public static SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var created = ValueOf(item.Value, "message_create");
        var sender = TextOf(created, "sender_id");
        if (created.ValueKind != JsonValueKind.Object || (sender is not null && sender == TextOf(item.Parent, "for_user_id")))
        {
            return SocialOutcome.NoComplaint; // our own message, or none
        }

        var data = ValueOf(created, "message_data");
        var text = TextOf(data, "text");
        if (text is null && ValueOf(data, "attachment").ValueKind != JsonValueKind.Object)
        {
            return SocialOutcome.NoComplaint;
        }

        if (TextOf(item.Value, "id") is not { } id)
        {
            return XPost.NoId("direct_message_events.id");
        }

        // The X Activity API has one more object around a user.
        var user = ValueOf(ValueOf(item.Parent, "users"), sender ?? "");
        user = ValueOf(user, "data") is { ValueKind: JsonValueKind.Object } inner ? inner : user;
        return SocialOutcome.Of(XPost.Of(id, null, SocialTime.FromEpoch(TextOf(item.Value, "created_timestamp")), frame) with
        {
            Text = XPost.Plain(text),
            AuthorId = sender,
            AuthorName = TextOf(user, "name"),
            Permalink = null, // nobody else could open it
        });
    }
}
