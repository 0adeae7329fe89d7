using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// Messages to a WhatsApp number of ours, each an item with the change's <c>value</c> around it.
/// https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages
/// </summary>
internal static class MetaWhatsApp
{
    /// <param name="value">The value of a change of the field <c>messages</c>.</param>
    public static IEnumerable<SocialItem> Split(JsonElement value)
        => ItemsOf(value, "messages").Select(message => new SocialItem(value, message, Read))
            .Concat(ItemsOf(value, "statuses").Select(status => new SocialItem(value, status))); // what became of our own messages

    private static SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var (value, message) = (item.Parent, item.Value);
        var type = TextOf(message, "type");
        var rank = type switch
        {
            "edit" => ChangeRank.Edit,
            "revoke" => ChangeRank.Remove,
            _ => ChangeRank.Add,
        };

        var content = MetaWhatsAppContent.Read(message, type, rank);
        if (content.Outcome is { } decided)
        {
            return decided;
        }

        var (idName, id) = rank == ChangeRank.Add
            ? ("id", TextOf(message, "id"))
            : ($"{type}.original_message_id", TextOf(ValueOf(message, type!), "original_message_id"));
        if (id is null)
        {
            return SocialOutcome.Broken(idName, "nothing", "the message's id", "social.meta.id");
        }

        if (TextOf(ValueOf(value, "metadata"), "phone_number_id") is not { } account)
        {
            return SocialOutcome.Broken("metadata.phone_number_id", "nothing", "the id of the number that was written to", "social.meta.account");
        }

        var timestamp = TextOf(message, "timestamp");
        if (timestamp is null || timestamp.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return SocialOutcome.Broken("timestamp", timestamp ?? "nothing", "seconds since 1970", "social.meta.timestamp");
        }

        var changedAt = SocialTime.FromEpoch(timestamp)!.Value;
        var sender = MetaWhatsAppSender.Of(value, message);
        return SocialOutcome.Of(new SocialEvent($"{MetaPlatform.PlatformName}:{account}", id, changedAt, rank)
        {
            Channel = "whatsapp",
            OpenedAt = rank == ChangeRank.Add ? changedAt : null,
            Text = content.Text,
            AuthorId = sender.Id,
            AuthorName = sender.Name,
            AuthorPhone = sender.Phone,
            ParentId = TextOf(ValueOf(message, "context"), "id"),
        });
    }
}
