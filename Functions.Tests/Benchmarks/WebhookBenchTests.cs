using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class WebhookBenchTests
{
    [Test]
    public async Task Each_delivery_is_a_blob_or_shares_one()
    {
        var (code, output) = await BenchProcess.RunAsync("webhooks", "--requests", "200", "--connections", "16");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match(@"(?m)^\| each a blob +\| +200 \| +200 \| +1,000\.0 \|"));
        var grouped = Regex.Match(output, @"(?m)^\| group commit, 100 ms \| +200 \| +(?<blobs>[0-9]+) \|");
        Assert.That(int.Parse(grouped.Groups["blobs"].Value, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 199));
    }
}
