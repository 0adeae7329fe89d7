using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// Meta: Facebook Pages, Messenger, Instagram and WhatsApp. Here is who they are and which shape an item has; the shapes
/// are read beside. https://developers.facebook.com/docs/graph-api/webhooks/getting-started
/// </summary>
internal sealed class MetaPlatform(MetaOptions options) : SocialPlatform
{
    public const string PlatformName = "meta";

    private const string SignatureHeader = "x-hub-signature-256";
    private const string SignaturePrefix = "sha256=";

    private readonly SigningKeys _keys = options.Keys;
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

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return !header.StartsWith(SignaturePrefix, StringComparison.Ordinal) || !TryReadSignature(header.AsSpan(SignaturePrefix.Length), given) ? SignatureVerdict.Malformed
            : _keys.Fit([], body, given) ? SignatureVerdict.Valid
            : SignatureVerdict.Mismatch;
    }

    // Instagram's own documentation has the whole in an array.
    public override IEnumerable<SocialItem> Split(JsonElement body)
        => from delivery in body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : Enumerable.Repeat(body, 1)
           let isInstagram = TextOf(delivery, "object") == "instagram"
           from entry in ItemsOf(delivery, "entry")
           from item in SplitEntry(entry, isInstagram)
           select item;

    public override SocialOutcome Read(SocialItem item, SocialFrame frame) => item.Reader is { } read ? read(item, frame) : SocialOutcome.NoComplaint;

    private static IEnumerable<SocialItem> SplitEntry(JsonElement entry, bool isInstagram)
    {
        // The same documentation has field and value in the entry itself. A change that comes without its values names its field only.
        var changes = TextOf(entry, "field") is null ? ItemsOf(entry, "changes") : [entry];
        var messages = ItemsOf(entry, "messaging").Concat(ItemsOf(entry, "standby"));
        return
        [
            .. changes.SelectMany(change => SplitChange(entry, change, isInstagram)),
            .. messages.Select(message => MessageOf(entry, message, isInstagram)),
            .. ItemsOf(entry, "changed_fields").Select(field => new SocialItem(entry, field)),
        ];
    }

    private static IEnumerable<SocialItem> SplitChange(JsonElement entry, JsonElement change, bool isInstagram)
    {
        var value = ValueOf(change, "value");
        return TextOf(change, "field") switch
        {
            "feed" => [new SocialItem(entry, change, MetaPageFeed.Read)],
            "comments" or "live_comments" when isInstagram => [new SocialItem(entry, change, MetaInstagram.Read)],
            "messages" when TextOf(value, "messaging_product") == "whatsapp" => MetaWhatsApp.Split(value).DefaultIfEmpty(new SocialItem(entry, change)),
            _ when ValueOf(value, "sender").ValueKind == JsonValueKind.Object => [MessageOf(entry, value, isInstagram)],
            _ => [new SocialItem(entry, change)],
        };
    }

    private static SocialItem MessageOf(JsonElement entry, JsonElement message, bool isInstagram)
        => new(entry, message, isInstagram ? MetaMessaging.ReadInstagram : MetaMessaging.ReadMessenger);
}
