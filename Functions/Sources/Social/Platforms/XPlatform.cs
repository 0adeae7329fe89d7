using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// X: here is who it is; its two ways to write events are read beside, the Account Activity API (<c>for_user_id</c> and
/// arrays) and the X Activity API (<c>data</c>). https://docs.x.com/x-api/webhooks/introduction
/// </summary>
internal sealed class XPlatform(XOptions options) : SocialPlatform
{
    public const string PlatformName = "x";

    private const string SignatureHeader = "x-twitter-webhooks-signature";
    private const string SignaturePrefix = "sha256=";
    private const int LongestToken = 256;

    // X signs deliveries with the key that answers challenges. Without this, anybody could have a delivery signed by asking
    // with it as the token: JSON has characters that a token doesn't.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~");

    private readonly byte[] _key = options.Key;
    private readonly SigningKeys _keys = options.Keys;

    public override string Name => PlatformName;

    public override IReadOnlyList<string> SignedHeaders { get; } = [SignatureHeader];

    /// <summary>Answers the challenge-response check, which X repeats about every hour: an answer that is wrong turns the webhook off.</summary>
    public override IResult AnswerChallenge(IQueryCollection query)
    {
        var token = query["crc_token"].ToString();
        if (token.Length is 0 or > LongestToken || token.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var answer = SignaturePrefix + Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(token)));
        return Results.Text($$"""{"response_token":"{{answer}}"}""", "application/json"); // base64 needs no escapes
    }

    public override SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var header = headers[SignatureHeader].ToString();
        if (header.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!header.StartsWith(SignaturePrefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(header.AsSpan(SignaturePrefix.Length), given, out var length)
            || length != given.Length)
        {
            return SignatureVerdict.Malformed;
        }

        return _keys.Fit([], body, given) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    public override IEnumerable<SocialItem> Split(JsonElement body)
        => ValueOf(body, "data") is { ValueKind: JsonValueKind.Object } data ? XActivity.Split(data) : XAccountActivity.Split(body);

    public override SocialOutcome Read(SocialItem item, SocialFrame frame) => item.Reader is { } read ? read(item, frame) : SocialOutcome.NoComplaint;
}
