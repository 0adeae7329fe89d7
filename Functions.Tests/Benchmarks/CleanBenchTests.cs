using Beejan.Benchmarks.Clean;
using Beejan.Benchmarks.Measuring;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class CleanBenchTests
{
    [Test]
    public async Task It_cleans_the_same_rows_both_ways()
    {
        var (code, output) = await BenchProcess.RunAsync("clean", "--rows", "3000", "--runs", "1");
        Assert.That(code, Is.Zero, output);
        foreach (var work in (string[])["3,000 call logs, CSV", "1,500 SMS, JSON pages"])
        {
            Assert.That(output, Does.Match($@"(?m)^\| {work} +\| clean stage \| +1 \|").And.Match($@"(?m)^\| {work} +\| +DuckDB \| +1 \| .* 1\.00 \|$"));
        }
    }

    [TestCase(9, "a", 1)]
    [TestCase(10, "b", 1)]
    [TestCase(10, "a", 0)]
    public void Ways_that_do_not_make_the_same_rows_are_not_compared(long rows, string checksum, long rejects)
    {
        var figures = new Dictionary<CleanWay, List<CleanFigures>>
        {
            [CleanWay.Ours] = [new(1, 1, 1, new CleanContents(rows, checksum, rejects))],
            [CleanWay.DuckDb] = [new(1, 1, 1, new CleanContents(10, "a", 1))],
        };
        Assert.That(() => CleanBench.Check("calls", figures), Throws.TypeOf<BenchException>().With.Message.Contains("Ours"));
    }
}
