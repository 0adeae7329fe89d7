using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// A message to a Page or an Instagram account, as <c>messaging</c> and <c>standby</c> hold them, and Instagram's changes
/// of the field <c>messages</c>. https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
/// </summary>
internal static class MetaMessaging
{
    // What says something; everything else (read, delivery, reaction, referral …) says that something was done.
    private static readonly string[] Said = ["message", "message_edit", "postback"];

    public static SocialOutcome ReadMessenger(SocialItem item, SocialFrame frame) => Read(item, frame, "messenger");

    /// <summary>Direct messages are <c>social</c>, as comments are: Messenger is another place.</summary>
    public static SocialOutcome ReadInstagram(SocialItem item, SocialFrame frame) => Read(item, frame, "social");

    private static SocialOutcome Read(SocialItem item, SocialFrame frame, string channel)
    {
        var (entry, value) = (item.Parent, item.Value);
        var name = Array.Find(Said, name => ValueOf(value, name).ValueKind == JsonValueKind.Object);
        var said = ValueOf(value, name ?? "");
        var account = TextOf(entry, "id");
        var sender = TextOf(ValueOf(value, "sender"), "id");
        if (name is null || Is(said, "is_echo") || (sender is not null && sender == account))
        {
            return SocialOutcome.NoComplaint; // an echo of our own words, or no words
        }

        var rank = Is(said, "is_deleted") ? ChangeRank.Remove : name == "message_edit" ? ChangeRank.Edit : ChangeRank.Add;
        var text = TextOf(said, "text") ?? TextOf(said, "title"); // the title of the button that was pressed
        if (Is(said, "is_unsupported"))
        {
            return SocialOutcome.Broken(name, "is_unsupported", "a kind of message that the API hands on", "social.meta.content");
        }

        if (rank != ChangeRank.Remove && text is null && !ItemsOf(said, "attachments").Any(IsMedia))
        {
            return SocialOutcome.NoComplaint; // a test, or a sticker
        }

        if (TextOf(said, "mid") is not { } id)
        {
            return SocialOutcome.Broken($"{name}.mid", "nothing", "the message's id", "social.meta.id");
        }

        if (account is null)
        {
            return SocialOutcome.Broken("entry.id", "nothing", "the id of the page or account", "social.meta.account");
        }

        var changedAt = SocialTime.FromEpoch(TextOf(value, "timestamp") ?? TextOf(entry, "time")) ?? frame.ReceivedAt.UtcDateTime;
        return SocialOutcome.Of(new SocialEvent($"{MetaPlatform.PlatformName}:{account}", id, changedAt, rank)
        {
            Channel = channel,
            OpenedAt = rank == ChangeRank.Add ? changedAt : null,
            Text = text,
            AuthorId = sender,
            ParentId = TextOf(ValueOf(said, "reply_to"), "mid"),
        });
    }

    private static bool IsMedia(JsonElement attachment) => TextOf(ValueOf(attachment, "payload"), "sticker_id") is null;

    private static bool Is(JsonElement parent, string name) => ValueOf(parent, name).ValueKind == JsonValueKind.True;
}
