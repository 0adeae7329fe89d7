using System.Text;
using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class MalformedDeliveryTests : SocialCleanTest
{
    private const string Right = """{"object":"page","entry":[{"id":"1","time":1793527205,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c","message":"a"}}]}]}""";

    private static IEnumerable<TestCaseData> Malformed
    {
        get
        {
            yield return Case("Nothing", "", "social.json", "at byte 0 of line 1");
            yield return Case("JSON that breaks off", Right[..^3], "social.json", "breaks off");
            yield return Case("No JSON", "NaN", "social.json", "at byte 0 of line 1");
            yield return Case("NaN for a number", """{"entry":[{"id":NaN}]}""", "social.json", "at byte 16 of line 1");
            yield return Case("Infinity for a number", """{"entry":[{"time":-Infinity}]}""", "social.json", "of line 1");
            yield return Case("Two documents", Right + Right, "social.json", $"at byte {Right.Length} of line 1");
            yield return Case("A name twice in the envelope", """{"entry":[],"entry":[{"id":"1"}]}""", "social.json", "a name twice");
            yield return Case("A name twice in a comment", Right.Replace("\"message\"", "\"message\":\"b\",\"m\\u0065ssage\"", StringComparison.Ordinal), "social.json", "a name twice");
            yield return Case("Nesting without end", string.Concat(Enumerable.Repeat("{\"entry\":[", 250)) + string.Concat(Enumerable.Repeat("]}", 250)), "social.json", "of line 1");
            yield return Case("Half a character in a text", Right.Replace("\"a\"", "\"\\ud83d\"", StringComparison.Ordinal), "social.text", "half a character");
            yield return Case("The other half", Right.Replace("\"a\"", "\"\\ude21 a\"", StringComparison.Ordinal), "social.text", "half a character");
            yield return new TestCaseData((byte[])[.. Encoding.UTF8.GetBytes(Right[..^20]), 0xff, .. Encoding.UTF8.GetBytes(Right[^20..])], "social.encoding", "not UTF-8").SetArgDisplayNames("Bytes that are no text");
            yield return new TestCaseData(Encoding.Unicode.GetBytes(Right), "social.json", "at byte 1 of line 1").SetArgDisplayNames("UTF-16");
        }
    }

    [TestCaseSource(nameof(Malformed))]
    public async Task Nasty45_Malformed_JSON_is_quarantined_with_its_reason(byte[] body, string rule, string found)
    {
        foreach (var platform in new[] { "meta", "x", "standard" })
        {
            var raw = await CleanAsync(Frame(platform, body));
            var counts = await CountsAsync(raw);
            Assert.That((counts.Received, counts.Cleaned, counts.IsBalanced), Is.EqualTo((1, 0, true)), platform);
            if (rule != "social.text" || platform == "meta") // elsewhere that text is never read
            {
                var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
                Assert.That(reject.GetProperty("rule").GetString(), Is.EqualTo(rule), platform);
                Assert.That(reject.GetProperty("found").GetString(), Does.Contain(found), platform);
            }
        }
    }

    [Test]
    public async Task A_byte_order_mark_before_what_is_right_is_no_fault()
        => Assert.That(await CountsAsync(await CleanAsync(Frame("meta", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Right)]))), Is.EqualTo(new BatchCounts(1, 1, 0, 0, 0)));

    private static TestCaseData Case(string name, string body, string rule, string found) => new TestCaseData(Encoding.UTF8.GetBytes(body), rule, found).SetArgDisplayNames(name);
}
