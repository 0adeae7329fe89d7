using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// A comment on Instagram (fields <c>comments</c>, <c>live_comments</c>); edits and removes are not told.
/// https://developers.facebook.com/docs/instagram-platform/webhooks/examples
/// </summary>
internal static class MetaInstagram
{
    /// <param name="item">What holds <c>field</c> and <c>value</c>, in its entry.</param>
    /// <param name="frame">The delivery.</param>
    public static SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var (account, value) = (TextOf(item.Parent, "id"), ValueOf(item.Value, "value"));
        var from = ValueOf(value, "from");
        var author = TextOf(from, "id");
        if (author is not null && author == account)
        {
            return SocialOutcome.NoComplaint; // our own reply
        }

        if (TextOf(value, "id") is not { } id)
        {
            return SocialOutcome.Broken("value.id", "nothing", "the comment's id", "social.meta.id");
        }

        if (account is null)
        {
            return SocialOutcome.Broken("entry.id", "nothing", "the Instagram account's id", "social.meta.account");
        }

        var changedAt = SocialTime.FromEpoch(TextOf(item.Parent, "time")) ?? frame.ReceivedAt.UtcDateTime;
        return SocialOutcome.Of(new SocialEvent($"{MetaPlatform.PlatformName}:{account}", id, changedAt, ChangeRank.Add)
        {
            OpenedAt = changedAt,
            Text = TextOf(value, "text"),
            AuthorId = author,
            AuthorName = TextOf(from, "username"),
            PostId = TextOf(ValueOf(value, "media"), "id"),
            ParentId = TextOf(value, "parent_id"),
        });
    }
}
