using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// TikTok: comments on the videos of an account (event <c>comment.update</c> of the API for Business). An event's content
/// is JSON within a string. https://developers.tiktok.com/doc/webhooks-verification
/// </summary>
/// <param name="options">Its settings.</param>
/// <param name="tolerance">How old a signature may be.</param>
internal sealed class TikTokPlatform(TikTokOptions options, TimeSpan tolerance) : SocialPlatform
{
    public const string PlatformName = "tiktok";

    private const string SignatureHeader = "tiktok-signature";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly SigningKeys _keys = SigningKeys.OfTexts(options.ClientSecret, options.PreviousClientSecret);

    public override string Name => PlatformName;

    public override IReadOnlyList<string> SignedHeaders { get; } = [SignatureHeader];

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var header = headers[SignatureHeader].ToString();
        if (header.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        // t=1633174587,s=18494715…
        var parts = header.Split(',', StringSplitOptions.TrimEntries);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (parts is not [['t', '=', .. var timestamp], ['s', '=', .. var signature]] || ReadTimestamp(timestamp) is not { } signedAt || !TryReadSignature(signature, given))
        {
            return SignatureVerdict.Malformed;
        }

        return !_keys.Fit(Encoding.UTF8.GetBytes(timestamp + "."), body, given) ? SignatureVerdict.Mismatch
            : (now - signedAt).Duration() > tolerance ? SignatureVerdict.OutOfTime
            : SignatureVerdict.Valid;
    }

    public override IEnumerable<SocialItem> Split(JsonElement body) => [new SocialItem(body, body)];

    public override SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var envelope = item.Value;
        if (TextOf(envelope, "event") != "comment.update")
        {
            return SocialOutcome.NoComplaint; // of videos, accounts and rights
        }

        if (TextOf(envelope, "content") is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return SocialOutcome.Broken("content", "nothing", "the comment, as JSON in a string", "social.tiktok.content");
        }

        try
        {
            using var content = JsonDocument.Parse(text, Strict);
            return ReadComment(envelope, content.RootElement, frame);
        }
        catch (JsonException)
        {
            return SocialOutcome.Broken("content", "no JSON", "the comment, as JSON in a string", "social.tiktok.content");
        }
    }

    private SocialOutcome ReadComment(JsonElement envelope, JsonElement comment, SocialFrame frame)
    {
        if (RankOf(TextOf(comment, "comment_action")) is not { } rank)
        {
            return SocialOutcome.NoComplaint; // hidden, or shown again
        }

        var account = TextOf(envelope, "user_openid");
        var author = TextOf(comment, "unique_identifier");
        if (author is not null && author == account)
        {
            return SocialOutcome.NoComplaint; // our own answer
        }

        if (TextOf(comment, "comment_id") is not { } id)
        {
            return SocialOutcome.Broken("content.comment_id", "nothing", "the comment's id", "social.tiktok.id");
        }

        if (account is null)
        {
            return SocialOutcome.Broken("user_openid", "nothing", "whose video it is", "social.tiktok.account");
        }

        var changedAt = SocialTime.FromEpoch(TextOf(comment, "timestamp")) ?? SocialTime.FromEpoch(TextOf(envelope, "create_time")) ?? frame.ReceivedAt.UtcDateTime;
        var video = TextOf(comment, "video_id");
        return SocialOutcome.Of(new SocialEvent($"{Name}:{account}", id, changedAt, rank)
        {
            OpenedAt = rank == ChangeRank.Add ? changedAt : null,
            Text = TextOf(comment, "text"), // where it isn't, only TikTok's own API has it
            AuthorId = author,
            PostId = video,
            ParentId = TextOf(comment, "parent_comment_id") is { } parent and not "0" ? parent : video,
        });
    }

    private static ChangeRank? RankOf(string? action) => action switch
    {
        "insert" => ChangeRank.Add,
        "delete" => ChangeRank.Remove,
        _ => null,
    };
}
