using System.Globalization;
using System.Net;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// What both of X's APIs mean by a post or a message. Ids are unique over all of X, so the account is X itself: what is
/// told to two of our accounts is one complaint.
/// </summary>
internal static class XPost
{
    /// <summary>The event of a post; an edited post has an id of its own, and is the first one's.</summary>
    public static SocialEvent Of(string id, string? firstId, DateTime? createdAt, SocialFrame frame)
    {
        var time = createdAt ?? MadeAt(id) ?? frame.ReceivedAt.UtcDateTime;
        return firstId is null || firstId == id
            ? new SocialEvent(XPlatform.PlatformName, id, time, ChangeRank.Add) { OpenedAt = time, Permalink = LinkTo(id) }
            : new SocialEvent(XPlatform.PlatformName, firstId, time, ChangeRank.Edit) { OpenedAt = MadeAt(firstId), Permalink = LinkTo(id) };
    }

    /// <param name="id">The post's id.</param>
    /// <param name="deletedAt">When it was deleted, if that is said. Said to be before the post was made, it is no time: then it was when we heard of it, so that the remove stays behind the add.</param>
    /// <param name="frame">The delivery.</param>
    public static SocialOutcome Removed(string id, DateTime? deletedAt, SocialFrame frame)
    {
        var time = deletedAt is { } said && !(said < MadeAt(id)) ? said : frame.ReceivedAt.UtcDateTime;
        return SocialOutcome.Of(new SocialEvent(XPlatform.PlatformName, id, time, ChangeRank.Remove));
    }

    public static SocialOutcome NoId(string field) => SocialOutcome.Broken(field, "nothing", "the id, as a text", "social.x.id");

    /// <summary>X writes <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> as HTML does; undone once, what the author wrote is back.</summary>
    public static string? Plain(string? text) => WebUtility.HtmlDecode(text);

    /// <summary>Ids have counted milliseconds in their upper bits since November 2010. Null for what is no such id. https://docs.x.com/fundamentals/x-ids</summary>
    public static DateTime? MadeAt(string id)
        => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? DateTimeOffset.FromUnixTimeMilliseconds((number >> 22) + 1_288_834_974_657).UtcDateTime
            : null;

    private static string LinkTo(string id) => $"https://x.com/i/web/status/{id}";
}
