using System.Text.Json;
using Beejan.Functions.Sources.Social;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>A line is what the serializer would write, which reads it back.</summary>
public sealed class FrameLineTests
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private static IEnumerable<SocialFrame> Frames()
    {
        var at = new DateTimeOffset(2026, 11, 30, 10, 15, 0, TimeSpan.Zero);
        yield return new(at, "meta", new Dictionary<string, string> { ["x-hub-signature-256"] = "sha256=00ff", ["content-type"] = "application/json; charset=\"utf-8\"" }, "{}"u8.ToArray());
        yield return new(at.AddTicks(1_234_567), "standard", new Dictionary<string, string> { ["webhook-signature"] = "v1,+/= <&>'\u00e9\u2028 \ud83d\ude00 \ud800" }, [0, 1, 250, 251, 252, 253, 254, 255]);
        yield return new(at, "x", new Dictionary<string, string>(), []);
        yield return new(at, "x", new Dictionary<string, string> { ["content-encoding"] = "gzip" }, new byte[300_000]);
        yield return new(at.ToOffset(TimeSpan.FromHours(1)), "x", new Dictionary<string, string> { [""] = "" }, "short again"u8.ToArray());
    }

    [TestCaseSource(nameof(Frames))]
    public void A_line_is_what_the_serializer_writes(object given)
    {
        var frame = (SocialFrame)given;
        byte[] expected = [.. JsonSerializer.SerializeToUtf8Bytes(frame, Format), (byte)'\n'];
        Assert.That(frame.ToLine(), Is.EqualTo(expected));
        Assert.That(FrameLine.Of(frame).ToArray(), Is.EqualTo(expected), "the memory that is used again");
        Assert.That(SocialFrame.Read(frame.ToLine()).Body, Is.EqualTo(frame.Body));
    }
}
