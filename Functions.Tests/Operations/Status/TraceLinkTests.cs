using System.IO.Compression;
using System.Text.RegularExpressions;
using Beejan.Functions.Operations.Status;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

public sealed class TraceLinkTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public void It_asks_for_the_operation_in_the_day_before_it_failed()
    {
        var link = TraceLink.To(StatusRig.Insights, "4bf92f3577b34da6a3ce929d0e0e4736", At)!;
        using var packed = new MemoryStream(Convert.FromBase64String(Uri.UnescapeDataString(Regex.Match(link, "/q/([^/]+)/").Groups[1].Value)));
        using var query = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Assert.That(query.ReadToEnd(), Does.EndWith("| where operation_Id == '4bf92f3577b34da6a3ce929d0e0e4736' | order by timestamp asc"));
        Assert.That(Uri.UnescapeDataString(link), Does.Contain($$"""/scope/{"resources":[{"resourceId":"{{StatusRig.Insights}}"}]}/q/""").And.EndsWith("/timespan/2026-11-23T15:00:00Z/2026-11-24T16:00:00Z"));
    }

    [TestCase("", "4bf92f3577b34da6a3ce929d0e0e4736")]
    [TestCase(StatusRig.Insights, "")]
    [TestCase(StatusRig.Insights, "x' | union *")]
    public void Without_a_place_or_with_what_is_no_operation_there_is_none(string resource, string operationId)
        => Assert.That(TraceLink.To(resource, operationId, At), Is.Null);
}
