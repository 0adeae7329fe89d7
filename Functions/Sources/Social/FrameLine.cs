using System.Buffers;
using System.Text.Json;

namespace Beejan.Functions.Sources.Social;

/// <summary>Writes frames as lines of JSON, into memory that each thread keeps: a delivery costs none of its own.</summary>
internal static class FrameLine
{
    // What an unusually large delivery needed is not kept.
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <returns>The line with its end, until this thread writes the next.</returns>
    public static ReadOnlySpan<byte> Of(SocialFrame frame)
    {
        if (_line is not { Capacity: <= MostKept } line)
        {
            _line = line = new ArrayBufferWriter<byte>();
        }

        line.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(line);
        json.Reset(line);
        json.WriteStartObject();
        json.WriteString("receivedAt"u8, frame.ReceivedAt);
        json.WriteString("platform"u8, frame.Platform);
        json.WriteStartObject("headers"u8);
        foreach (var (name, value) in frame.Headers)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBase64String("body"u8, frame.Body);
        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        return line.WrittenSpan;
    }
}
