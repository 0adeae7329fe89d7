using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The bench as its reader runs it; what it measured on a busy machine proves nothing.</summary>
public sealed class EndToEndBenchTests
{
    [Test]
    public async Task Every_blob_has_its_row_and_what_Azure_meters_is_told()
    {
        var (code, output) = await BenchProcess.RunAsync("endtoend", "--rates", "10", "--seconds", "2");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Match(@"(?m)^\| 10\.0 +\| +20 \| +[0-9.,]+ \|"));
        Assert.That(output, Does.Match(@"(?m)^\| executions +\| 2,000,000 \|").And.Match(@"(?m)^\| blob writes +\| 3,000,000 \|").And.Match(@"(?m)^\| log, in MB +\| +[1-9]"));
    }
}
