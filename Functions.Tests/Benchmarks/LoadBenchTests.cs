using Beejan.Benchmarks.Load;
using Beejan.Benchmarks.Measuring;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class LoadBenchTests
{
    [Test]
    public async Task It_loads_the_same_rows_every_way_on_both_engines()
    {
        var (code, output) = await BenchProcess.RunAsync("load", "--rows", "2000", "--runs", "1");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match("(?s)## DuckDB v.*## PostgreSQL "));
        foreach (var table in output.Split("## ")[1..])
        {
            Assert.That(table, Does.Match(@"(?m)^\| bulk path, one table without keys .*\| +1\.00 \|$").And.Match(@"(?m)^\| bulk path, one table with the history's key ").And.Match(@"(?m)^\| our load: "));
            Assert.That(table, Does.Match(@"(?m)^\| staged ").And.Match(@"(?m)^\| committed "));
            Assert.That(table, Does.Contain("All hold the same 2000 rows of 1905 complaints"));
        }
    }

    [TestCase(10, 9, "a", null, TestName = "another checksum")]
    [TestCase(9, 9, "b", null, TestName = "a row that is missing")]
    [TestCase(10, 9, "b", 8L, TestName = "a complaint that is missing in the star")]
    public void Ways_that_do_not_hold_the_same_rows_are_not_compared(long rows, long complaints, string checksum, long? facts)
    {
        var figures = new Dictionary<LoadWay, List<LoadFigures>>
        {
            [LoadWay.Raw] = [Figures(new(10, 9, 10, "b"), null)],
            [LoadWay.Ours] = [Figures(new(rows, complaints, rows, checksum), facts)],
        };
        Assert.That(() => LoadReport.Write("engine", 10, figures), Throws.TypeOf<BenchException>().With.Message.Contains("our load"));
    }

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

    private static LoadFigures Figures(TableContents contents, long? facts) => new(1, 1, 1, null, null, [], contents, facts);
}
