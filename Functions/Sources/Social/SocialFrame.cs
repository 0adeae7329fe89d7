using System.Text.Json;

namespace Beejan.Functions.Sources.Social;

/// <summary>One delivery as it is kept in raw: a line of JSON with the body's bytes in base64, so that a signature can be checked again.</summary>
/// <param name="ReceivedAt">When the request arrived, UTC.</param>
/// <param name="Platform">The platform's name, as in the address.</param>
/// <param name="Headers">Those headers that say what the body is and prove whose it is.</param>
/// <param name="Body">The bytes as received, which may be packed.</param>
internal sealed record SocialFrame(DateTimeOffset ReceivedAt, string Platform, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The body as the platform wrote it, unpacked.</summary>
    /// <exception cref="InvalidDataException">It is not what its content-encoding says, or larger than any that is taken.</exception>
    public byte[] ReadBody()
        => ContentCoding.Decode(Headers.GetValueOrDefault("content-encoding"), Body, SocialOptions.LargestBody)
            ?? throw new InvalidDataException("A body that is too large once it is unpacked.");

    public byte[] ToLine() => FrameLine.Of(this).ToArray();

    /// <exception cref="JsonException">The line is no frame: raw was written by something else, or torn.</exception>
    public static SocialFrame Read(ReadOnlySpan<byte> line)
        => JsonSerializer.Deserialize<SocialFrame>(line, Format) is { Platform: not null, Headers: not null, Body: not null } frame
            ? frame
            : throw new JsonException("A frame lacks its platform, headers or body.");
}
