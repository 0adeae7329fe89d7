using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Beejan.Functions.Cleaning;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>What differs from platform to platform: how it proves who it is, and how it writes its events.</summary>
internal abstract class SocialPlatform
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>The name in the address, in <c>Social__Platforms</c> and in the warehouse.</summary>
    public abstract string Name { get; }

    /// <summary>The headers the signature lives in, in lower case: kept with the bytes.</summary>
    public abstract IReadOnlyList<string> SignedHeaders { get; }

    /// <summary>These, and those that say what the body is.</summary>
    public string[] KeptHeaders => field ??= [.. SignedHeaders, "content-type", "content-encoding"];

    /// <summary>Answers the GET by which the platform asks whether the address is ours.</summary>
    public virtual IResult AnswerChallenge(IQueryCollection query) => Results.StatusCode(StatusCodes.Status405MethodNotAllowed);

    /// <summary>Checks the signature over a body's bytes, in constant time.</summary>
    public abstract SignatureVerdict Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now);

    /// <summary>The items a delivery holds, each of which is received once; none when it holds no event at all.</summary>
    /// <exception cref="InvalidOperationException">A name holds half a character.</exception>
    public abstract IEnumerable<SocialItem> Split(JsonElement body);

    /// <exception cref="InvalidOperationException">A name or a text holds half a character.</exception>
    public abstract SocialOutcome Read(SocialItem item, SocialFrame frame);

    /// <summary>A text or number as text; null when it is neither, or empty.</summary>
    /// <exception cref="InvalidOperationException">The text, or a name beside it, holds half a character.</exception>
    internal static string? TextOf(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(), // ids beyond 2^53 stay whole
            _ => null,
        };
    }

    /// <summary>Reads an HMAC-SHA256 in hexadecimal: lower case, as all platforms write it.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="signature">As long as an HMAC-SHA256.</param>
    protected static bool TryReadSignature(ReadOnlySpan<char> text, Span<byte> signature)
        => text.Length == 2 * HMACSHA256.HashSizeInBytes && !text.ContainsAnyExcept(LowerHex)
            && Convert.FromHexString(text, signature, out _, out _) == OperationStatus.Done;

    /// <summary>The time in a signature: seconds since 1970; null when it is none.</summary>
    protected static DateTimeOffset? ReadTimestamp(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Epoch.ToUtc(seconds) is { } utc ? utc : null;

    internal static IEnumerable<JsonElement> ItemsOf(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    /// <summary>What stands under a name; of kind Undefined when nothing does.</summary>
    /// <exception cref="InvalidOperationException">A name beside it holds half a character.</exception>
    internal static JsonElement ValueOf(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
}
