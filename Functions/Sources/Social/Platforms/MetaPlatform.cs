using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Beejan.Functions.Cleaning;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Meta: comments on a Facebook Page (object <c>page</c>, field <c>feed</c>). https://developers.facebook.com/docs/graph-api/webhooks</summary>
internal sealed class MetaPlatform(MetaOptions options) : SocialPlatform
{
    public const string PlatformName = "meta";

    private const string SignatureHeader = "x-hub-signature-256";
    private const string SignaturePrefix = "sha256=";

    private readonly byte[] _appSecret = Encoding.UTF8.GetBytes(options.AppSecret);
    private readonly byte[] _verifyToken = Encoding.UTF8.GetBytes(options.VerifyToken);

    public override string Name => PlatformName;

    public override IReadOnlyList<string> SignedHeaders { get; } = [SignatureHeader];

    public override IResult AnswerChallenge(IQueryCollection query)
    {
        var isOurs = query["hub.mode"] == "subscribe"
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString()), _verifyToken);
        return isOurs
            ? Results.Text(query["hub.challenge"].ToString(), "text/plain") // a JSON string, with quotes, is refused
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var header = headers[SignatureHeader].ToString();
        if (header.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        // Compared as text: Meta writes lower case, and what it didn't write is not Meta's.
        var expected = SignaturePrefix + Convert.ToHexStringLower(HMACSHA256.HashData(_appSecret, body));
        return header.Length != expected.Length || !header.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? SignatureVerdict.Malformed
            : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(expected)) ? SignatureVerdict.Valid
            : SignatureVerdict.Mismatch;
    }

    public override IEnumerable<SocialItem> Split(JsonElement body)
        => ItemsOf(body, "entry").SelectMany(entry => ItemsOf(entry, "changes").Select(change => new SocialItem(entry, change)));

    public override SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var (entry, change) = (item.Parent, item.Value);
        if (TextOf(change, "field") != "feed" || !change.TryGetProperty("value", out var value) || TextOf(value, "item") != "comment" || RankOf(TextOf(value, "verb")) is not { } rank)
        {
            return SocialOutcome.NoComplaint;
        }

        var page = TextOf(entry, "id");
        value.TryGetProperty("from", out var from);
        var author = TextOf(from, "id") ?? TextOf(value, "sender_id");
        if (author is not null && author == page)
        {
            return SocialOutcome.NoComplaint; // our own page's reply
        }

        if (TextOf(value, "comment_id") is not { } id)
        {
            return SocialOutcome.Broken("comment_id", "nothing", "the comment's id", "social.meta.id");
        }

        if (page is null)
        {
            return SocialOutcome.Broken("entry.id", "nothing", "the page's id", "social.meta.page");
        }

        var createdAt = Instant(value, "created_time");
        var sentAt = Instant(entry, "time");

        // created_time stays that of the comment when it is edited or removed; the entry's time is when it changed.
        var changedAt = (rank == ChangeRank.Add ? createdAt ?? sentAt : sentAt ?? createdAt) ?? frame.ReceivedAt.UtcDateTime;
        return SocialOutcome.Of(new SocialEvent($"{Name}:{page}", id, changedAt, rank)
        {
            OpenedAt = createdAt ?? (rank == ChangeRank.Add ? changedAt : null),
            Text = TextOf(value, "message"),
            AuthorId = author,
            AuthorName = TextOf(from, "name"),
            PostId = TextOf(value, "post_id"),
            ParentId = TextOf(value, "parent_id"),
        });
    }

    private static ChangeRank? RankOf(string? verb) => verb switch
    {
        "add" => ChangeRank.Add,
        "edited" => ChangeRank.Edit,
        "remove" => ChangeRank.Remove,
        _ => null,
    };

    private static DateTime? Instant(JsonElement parent, string name)
        => long.TryParse(TextOf(parent, name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Epoch.ToUtc(seconds) : null;
}
