using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class EndToEndBenchTests
{
    [Test]
    public async Task Every_blob_has_its_row_and_what_Azure_meters_is_told()
    {
        var (code, output) = await BenchProcess.RunAsync("endtoend", "--rates", "10", "--seconds", "2", "--group", "5");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match(@"(?m)^\| 10\.0 +\| +1 \| +20 \| +[0-9.,]+ \|").And.Match(@"(?m)^\| 10\.0 +\| +5 \| +20 \| +[0-9.,]+ \|"));
        Assert.That(output, Does.Match(@"(?m)^\| executions for blobs +\| +2,000,000 \| +400,000 \|").And.Match(@"(?m)^\| blob writes by the stages +\| +2,000,000 \| +400,000 \|"));
        Assert.That(output, Does.Match(@"(?m)^\| blob reads +\| +2,000,000 \| +400,000 \|").And.Match(@"(?m)^\| log of the stages, in MB +\| +[1-9]"));
    }
}
