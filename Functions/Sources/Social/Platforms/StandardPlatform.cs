using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Beejan.Functions.Cleaning;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// Any sender that speaks Standard Webhooks 1.0 (https://www.standardwebhooks.com) with the body that README documents:
/// <c>type</c> (complaint.created, complaint.edited, complaint.removed), <c>timestamp</c>, <c>data</c>.
/// </summary>
/// <param name="options">Its settings.</param>
/// <param name="tolerance">How old a signature may be.</param>
internal sealed class StandardPlatform(StandardOptions options, TimeSpan tolerance) : SocialPlatform
{
    public const string PlatformName = "standard";

    private readonly SigningKeys _keys = options.Keys;

    public override string Name => PlatformName;

    /// <summary>The specification's names, and those that Svix, where it comes from, still writes.</summary>
    public override IReadOnlyList<string> SignedHeaders { get; } =
        ["webhook-id", "webhook-timestamp", "webhook-signature", "svix-id", "svix-timestamp", "svix-signature"];

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var prefix = headers.ContainsKey("webhook-id") ? "webhook" : "svix";
        var id = headers[$"{prefix}-id"].ToString();
        var timestamp = headers[$"{prefix}-timestamp"].ToString();
        var signatures = headers[$"{prefix}-signature"].ToString();
        if (id.Length == 0 || timestamp.Length == 0 || signatures.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        var given = ReadSignatures(signatures);
        if (given.Length == 0 || ReadTimestamp(timestamp) is not { } signedAt)
        {
            return SignatureVerdict.Malformed;
        }

        return !_keys.Fit(Encoding.UTF8.GetBytes($"{id}.{timestamp}."), body, given) ? SignatureVerdict.Mismatch
            : (now - signedAt).Duration() > tolerance ? SignatureVerdict.OutOfTime
            : SignatureVerdict.Valid;
    }

    public override IEnumerable<SocialItem> Split(JsonElement body) => [new SocialItem(body, body)];

    public override SocialOutcome Read(SocialItem item, SocialFrame frame)
    {
        var type = TextOf(item.Value, "type");
        if (type is null)
        {
            return SocialOutcome.Broken("type", "nothing", "complaint.created, complaint.edited or complaint.removed", "social.standard.type");
        }

        if (RankOf(type) is not { } rank)
        {
            return SocialOutcome.NoComplaint;
        }

        if (!item.Value.TryGetProperty("data", out var data) || TextOf(data, "id") is not { } id)
        {
            return SocialOutcome.Broken("data.id", "nothing", "the complaint's id", "social.standard.id");
        }

        if (Instant(item.Value, "timestamp") is not { } changedAt)
        {
            return SocialOutcome.Broken("timestamp", TextOf(item.Value, "timestamp") ?? "nothing", "when it happened, as in 2026-11-02T10:15:00Z", "social.standard.timestamp");
        }

        data.TryGetProperty("author", out var author);
        data.TryGetProperty("location", out var location);
        var account = TextOf(data, "account");
        return SocialOutcome.Of(new SocialEvent(account is null ? Name : $"{Name}:{account}", id, changedAt, rank)
        {
            OpenedAt = Instant(data, "created_at") ?? (rank == ChangeRank.Add ? changedAt : null),
            Text = TextOf(data, "text"),
            Category = TextOf(data, "category"),
            AuthorId = TextOf(author, "id"),
            AuthorName = TextOf(author, "name"),
            AuthorPhone = TextOf(author, "phone"),
            AuthorEmail = TextOf(author, "email"),
            City = TextOf(location, "city"),
            Region = TextOf(location, "region"),
            Country = TextOf(location, "country"),
            PostId = TextOf(data, "post_id"),
            ParentId = TextOf(data, "parent_id"),
            Permalink = TextOf(data, "url"),
        });
    }

    // Several stand in the header while the sender changes its key: any may fit. v1a, by a public key, is none of ours.
    private static byte[] ReadSignatures(string header)
    {
        var found = new List<byte>();
        Span<byte> decoded = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in header.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (signature.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64Chars(signature.AsSpan(3), decoded, out var length) && length == decoded.Length)
            {
                found.AddRange(decoded);
            }
        }

        return [.. found];
    }

    private static ChangeRank? RankOf(string type) => type switch
    {
        "complaint.created" => ChangeRank.Add,
        "complaint.edited" => ChangeRank.Edit,
        "complaint.removed" => ChangeRank.Remove,
        _ => null,
    };

    private static DateTime? Instant(JsonElement parent, string name)
        => TextOf(parent, name) is { } text && Rfc3339.TryParse(text, out var utc) ? utc : null;
}
