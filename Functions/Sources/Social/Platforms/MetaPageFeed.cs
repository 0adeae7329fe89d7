using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// A change of a Facebook Page's feed: a comment, or what a visitor posted there.
/// https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed
/// </summary>
internal static class MetaPageFeed
{
    /// <param name="item">An item of <c>changes</c>, in its entry.</param>
    /// <param name="frame">The delivery.</param>
    public static SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var (entry, value) = (item.Parent, ValueOf(item.Value, "value"));
        if (IdNameOf(TextOf(value, "item")) is not { } idName || RankOf(TextOf(value, "verb")) is not { } rank)
        {
            return SocialOutcome.NoComplaint;
        }

        var page = TextOf(entry, "id");
        var from = ValueOf(value, "from");
        var author = TextOf(from, "id") ?? TextOf(value, "sender_id");
        var isComment = idName == "comment_id";
        if (author is null ? !isComment : author == page)
        {
            return SocialOutcome.NoComplaint; // our own reply or post; and a post of nobody is the Page's
        }

        if (TextOf(value, idName) is not { } id)
        {
            return SocialOutcome.Broken(idName, "nothing", "the id of the comment or post", "social.meta.id");
        }

        if (page is null)
        {
            return SocialOutcome.Broken("entry.id", "nothing", "the page's id", "social.meta.page");
        }

        var createdAt = SocialTime.FromEpoch(TextOf(value, "created_time"));
        var sentAt = SocialTime.FromEpoch(TextOf(entry, "time"));

        // created_time stays that of the comment when it is edited or removed; the entry's time is when it changed.
        var changedAt = (rank == ChangeRank.Add ? createdAt ?? sentAt : sentAt ?? createdAt) ?? frame.ReceivedAt.UtcDateTime;
        return SocialOutcome.Of(new SocialEvent($"{MetaPlatform.PlatformName}:{page}", id, changedAt, rank)
        {
            OpenedAt = createdAt ?? (rank == ChangeRank.Add ? changedAt : null),
            Text = TextOf(value, "message"),
            AuthorId = author,
            AuthorName = TextOf(from, "name") ?? TextOf(value, "sender_name"),
            PostId = TextOf(value, "post_id"),
            ParentId = TextOf(value, "parent_id"),
        });
    }

    private static string? IdNameOf(string? item) => item switch
    {
        "comment" => "comment_id",
        "post" or "status" or "photo" or "video" => "post_id",
        _ => null,
    };

    private static ChangeRank? RankOf(string? verb) => verb switch
    {
        "add" => ChangeRank.Add,
        "edited" or "edit" => ChangeRank.Edit,
        "remove" or "delete" => ChangeRank.Remove,
        _ => null,
    };
}
