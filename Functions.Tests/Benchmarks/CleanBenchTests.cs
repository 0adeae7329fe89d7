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
        foreach (var (work, rivals) in ((string, string[])[])[("3,000 call logs, CSV", ["DuckDB", "DuckDB, fewer columns"]), ("1,500 SMS, JSON pages", ["DuckDB", "DuckDB, file by file", "DuckDB, fewer columns"])])
        {
            Assert.That(output, Does.Match($@"(?m)^\| {work} +\| +clean stage \| +1 \| .* 1\.00 \|$"));
            foreach (var rival in rivals)
            {
                Assert.That(output, Does.Match($@"(?m)^\| {work} +\| +{rival} \| +1 \|"));
            }
        }

        Assert.That(output, Does.Match(@"(?m)^\| 30 call logs, CSV .* – \|$").And.Match(@"slope of time over rows \(log-log\), call logs: -?[0-9]+\.[0-9]{2}"));
    }

    [TestCase(9, "a", "x", 1)]
    [TestCase(10, "b", "x", 1)]
    [TestCase(10, "a", "y", 1)]
    [TestCase(10, "a", "x", 0)]
    public void Ways_that_do_not_make_the_same_rows_are_not_compared(long rows, string few, string other, long rejects)
    {
        var figures = new Dictionary<CleanWay, List<CleanFigures>>
        {
            [CleanWay.Ours] = [new(1, 1, 1, new CleanContents(rows, few, other, rejects))],
            [CleanWay.DuckDb] = [new(1, 1, 1, new CleanContents(10, "a", "x", 1))],
        };
        Assert.That(() => CleanBench.Check("calls", figures), Throws.TypeOf<BenchException>().With.Message.Contains("Ours"));
    }

    [TestCase("a", true)]
    [TestCase("b", false)]
    public void A_way_that_makes_fewer_columns_is_compared_by_those(string few, bool isSame)
        => Assert.That(new CleanContents(10, few, null, 1).IsSameAs(new CleanContents(10, "a", "x", 1)), Is.EqualTo(isSame));
}
