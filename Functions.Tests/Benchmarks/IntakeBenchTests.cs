using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class IntakeBenchTests
{
    [Test]
    public async Task It_posts_to_every_way_and_finds_in_the_lake_what_was_answered()
    {
        var (code, output) = await BenchProcess.RunAsync("intake", "--runs", "1", "--seconds", "1", "--warm-up", "1", "--connections", "16");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match(@"(?m)^\| Kestrel, empty handler .*\| +1\.00 \|$").And.Match(@"(?m)^\| Kestrel, signature checked ").And.Match(@"(?m)^\| the app, signature checked and durable "));
        Assert.That(output, Does.Match(@"(?m)^\| the same, each delivery a blob .*\| +1,0[0-9]{2}\.[0-9] \| +[0-9.]+ \|$"), "a few are kept that wrk no longer waits for");
    }

    [Test]
    public async Task What_is_not_answered_with_200_is_no_figure()
    {
        var (code, output) = await BenchProcess.RunAsync("intake", "--runs", "1", "--seconds", "1", "--warm-up", "1", "--connections", "4", "--ways", "Durable", "--set", "Social__Meta__AppSecret=another");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Match("Of [0-9,]+ answers [0-9,]+ were no 200"));
    }
}
