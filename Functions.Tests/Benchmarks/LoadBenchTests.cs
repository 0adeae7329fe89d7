using System.Text.RegularExpressions;
using Beejan.Benchmarks.Load;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
internal sealed class LoadBenchTests
{
    [Test]
    public async Task It_loads_the_same_rows_every_way_on_both_engines()
    {
        var (code, output) = await BenchProcess.RunAsync("load", "--rows", "2000", "--runs", "1");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match("(?s)## DuckDB v.*## PostgreSQL "));
        foreach (var tables in output.Split("## ")[1..])
        {
            string[] ways = [".*, one table without keys", "our copy of the file", ".*, one table with the history's key", "our load: ", "the same file again", "replay without change", "replay by newer rules"];
            Assert.That(ways, Is.All.Matches<string>(way => Regex.IsMatch(tables, $@"(?m)^\| {way}")), tables);
            Assert.That(tables, Does.Match(@"(?m)^\| staged ").And.Match(@"(?m)^\| committed "));
            Assert.That(tables, Does.Match(@"(?m)^\| 20 .*\n\| 200 .*\n\| 2,000 .*\n\nslope of time over rows \(log-log\): -?[0-9.]+$"));
            Assert.That(tables, Does.Contain("All hold the same 2000 rows of 1905 complaints"));
        }
    }

    [TestCase(LoadWay.First, 10, 9, "a", null, TestName = "another checksum")]
    [TestCase(LoadWay.First, 9, 9, "b", null, TestName = "a row that is missing")]
    [TestCase(LoadWay.First, 10, 9, "b", 8L, TestName = "a complaint that is missing in the star")]
    [TestCase(LoadWay.Changed, 10, 9, "b", 9L, TestName = "newer rules without a version of each row")]
    [TestCase(LoadWay.SameFile, 10, 9, "b", 9L, TestName = "the same file loaded twice")]
    public void Ways_that_do_not_hold_the_same_rows_are_not_compared(LoadWay way, long rows, long complaints, string checksum, long? facts)
    {
        LoadFigures[] figures = [Figures(LoadWay.Raw, new(10, 9, 10, "b"), null), Figures(way, new(rows, complaints, rows, checksum), facts)];
        Assert.That(() => LoadCheck.Run("engine", 10, figures), Throws.TypeOf<BenchException>().With.Message.Contains($"engine: {way} holds"));
    }

    [TestCase(1, 1.0)]
    [TestCase(2, 2.0)]
    public void The_slope_is_the_power_that_cost_grows_with(int power, double slope) =>
        Assert.That(LogLogSlope.Of(new[] { 10.0, 100, 1000 }.Select(size => (size, 3 * Math.Pow(size, power)))), Is.EqualTo(slope).Within(1e-9));

    [Test]
    public void The_same_number_makes_the_same_call()
    {
        var calls = Call.Take(2_000).ToList();
        Assert.That(Call.Take(2_000), Is.EqualTo(calls));
        Assert.That(calls, Has.Count.EqualTo(2_000));
        Assert.That(calls.Select(call => (call.Id, call.ChangedAt)).Distinct().Count(), Is.EqualTo(2_000));
        Assert.That(calls.GroupBy(call => call.Id).Count(versions => versions.Count() == 2), Is.EqualTo(95));
    }

    [Test]
    public void A_table_is_aligned_and_says_where_nothing_was_measured()
    {
        var table = new TextTable("way", "s", "rows");
        table.Add("short", 1.5, 1_000_000L);
        table.Add("longer", null, 7L);
        Assert.That(table.ToString(), Is.EqualTo(
            """
            | way    |    s |      rows |
            | ------ | ---: | --------: |
            | short  | 1.50 | 1,000,000 |
            | longer |    – |         7 |

            """));
    }

    private static LoadFigures Figures(LoadWay way, TableContents contents, long? facts) =>
        new(way, 1, 1, 1, null, null, [], contents, facts, facts is null ? null : new LoadResult(10, 9, 0, 0, 1, 0, AlreadyLoaded: false));
}
