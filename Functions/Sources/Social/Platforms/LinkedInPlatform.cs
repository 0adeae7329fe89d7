using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// LinkedIn: what members do on the posts of an organization, in batches of up to ten.
/// https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-social-action-notifications
/// </summary>
internal sealed partial class LinkedInPlatform(LinkedInOptions options) : SocialPlatform
{
    public const string PlatformName = "linkedin";

    private const string SignatureHeader = "x-li-signature";

    private readonly SigningKeys _keys = SigningKeys.OfTexts(options.ClientSecret, options.PreviousClientSecret);
    private readonly byte[] _clientSecret = Encoding.UTF8.GetBytes(options.ClientSecret);

    public override string Name => PlatformName;

    public override IReadOnlyList<string> SignedHeaders { get; } = [SignatureHeader];

    /// <summary>Shows that we hold the secret. Asked again every two hours; three wrong or late answers block the webhook.</summary>
    public override IResult AnswerChallenge(IQueryCollection query)
    {
        // The answer signs what was asked, with the key of deliveries: were any text answered, "hmacsha256={…}" would
        // get whoever asks a signature for a delivery of their own.
        var code = query["challengeCode"].ToString();
        return ChallengeCode().IsMatch(code)
            ? Results.Json(new { challengeCode = code, challengeResponse = Convert.ToHexStringLower(HMACSHA256.HashData(_clientSecret, Encoding.UTF8.GetBytes(code))) })
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var header = headers[SignatureHeader].ToString();
        if (header.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return !TryReadSignature(header, given) ? SignatureVerdict.Malformed
            : _keys.Fit("hmacsha256="u8, body, given) ? SignatureVerdict.Valid
            : SignatureVerdict.Mismatch;
    }

    public override IEnumerable<SocialItem> Split(JsonElement body) => ItemsOf(body, "notifications").Select(notification => new SocialItem(body, notification));

    public override SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var notification = item.Value;
        if (RankOf(TextOf(notification, "action")) is not { } rank)
        {
            return SocialOutcome.NoComplaint; // likes, shares, and comments in the organization's own name
        }

        var (comment, author) = ReadContent(notification);
        var organization = TextOf(notification, "organizationalEntity");
        if (author is not null && author == organization)
        {
            return SocialOutcome.NoComplaint;
        }

        // The same comment comes once for each member who subscribed, under a notificationId of its own.
        if ((TextOf(notification, "generatedActivity") ?? TextOf(comment, "entity")) is not { } activity)
        {
            return SocialOutcome.Broken("generatedActivity", "nothing", "the comment's URN", "social.linkedin.id");
        }

        if (organization is null)
        {
            return SocialOutcome.Broken("organizationalEntity", "nothing", "the organization's URN", "social.linkedin.organization");
        }

        var changedAt = SocialTime.FromEpoch(TextOf(notification, "lastModifiedAt")) ?? frame.ReceivedAt.UtcDateTime;
        var post = TextOf(notification, "sourcePost");
        return SocialOutcome.Of(new SocialEvent($"{Name}:{organization}", OneSpelling(activity), changedAt, rank)
        {
            OpenedAt = rank == ChangeRank.Add ? changedAt : null,
            Text = TextOf(comment, "text") ?? TextOf(ValueOf(comment, "message"), "text"),
            AuthorId = author,
            PostId = post,
            ParentId = TextOf(comment, "parentComment") is { } parent ? OneSpelling(parent) : post,
        });
    }

    private static (JsonElement Comment, string? Author) ReadContent(JsonElement notification)
    {
        var activity = ValueOf(notification, "decoratedGeneratedActivity");
        var content = ValueOf(activity, "comment") is { ValueKind: not JsonValueKind.Undefined } comment ? comment : ValueOf(activity, "share");
        return (content, TextOf(content, "owner") ?? TextOf(content, "actor"));
    }

    // Seen both as urn:li:comment:(urn:li:activity:1,2) and as urn:li:comment:(activity:1,2).
    private static string OneSpelling(string urn) => urn.Replace("(urn:li:", "(", StringComparison.Ordinal);

    private static ChangeRank? RankOf(string? action) => action switch
    {
        "COMMENT" or "SHARE_MENTION" => ChangeRank.Add,
        "COMMENT_EDIT" => ChangeRank.Edit,
        "COMMENT_DELETE" => ChangeRank.Remove,
        _ => null,
    };

    // A UUID so far.
    [GeneratedRegex("^[A-Za-z0-9-]{1,100}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChallengeCode();
}
