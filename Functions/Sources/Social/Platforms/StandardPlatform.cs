using System.Globalization;
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
internal sealed class StandardPlatform : SocialPlatform
{
    public const string PlatformName = "standard";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5); // the specification's

    private readonly byte[] _key;

    public StandardPlatform(StandardOptions options) => _key = options.Secret.Length == 0 ? [] : options.Key;

    public override string Name => PlatformName;

    public override IReadOnlyList<string> SignedHeaders { get; } = ["webhook-id", "webhook-timestamp", "webhook-signature"];

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var id = headers["webhook-id"].ToString();
        var timestamp = headers["webhook-timestamp"].ToString();
        var signatures = headers["webhook-signature"].ToString();
        if (id.Length == 0 || timestamp.Length == 0 || signatures.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Epoch.ToUtc(seconds) is not { } signedAt)
        {
            return SignatureVerdict.Malformed;
        }

        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using (var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key))
        {
            hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
            hmac.AppendData(body);
            hmac.GetHashAndReset(computed);
        }

        if (!AnyFits(signatures, computed))
        {
            return SignatureVerdict.Mismatch;
        }

        return (now - signedAt).Duration() <= Tolerance ? SignatureVerdict.Valid : SignatureVerdict.OutOfTime;
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

    // Several signatures stand in the header while a secret is being changed: any may fit.
    private static bool AnyFits(string signatures, ReadOnlySpan<byte> computed)
    {
        var fits = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes + 2];
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            fits |= signature.StartsWith("v1,", StringComparison.Ordinal)
                && Convert.TryFromBase64Chars(signature.AsSpan(3), given, out var length)
                && CryptographicOperations.FixedTimeEquals(given[..length], computed);
        }

        return fits;
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
