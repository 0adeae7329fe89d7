using Beejan.Benchmarks.EndToEnd;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

public sealed class EndToEndReportTests
{
    [Test]
    public void What_Azure_meters_is_told_for_a_million_rows_with_what_moves_each()
    {
        // 20 blobs of 50 rows are 1,000 rows.
        var grouped = new EndToEndFigures(
            new EndToEndCase(10, 50), [.. Enumerable.Range(1, 20)], CleanMs: 10, LoadMs: 20, Runs: 40, RunSeconds: 0.6, CpuSeconds: 0.5, PeakMiB: 210.7,
            new StorageOperations(Writes: 60, Reads: 80, Lists: 20, Local: 500), TelemetryBytes: 12_000);
        var single = grouped with { Case = new EndToEndCase(1, 1) };

        var units = EndToEndReport.Units([single, grouped]).ToString();

        Assert.That(units, Does.Match(@"^\| per million rows +\| +1 blobs/s of 1 \| 10 blobs/s of 50 \| +moved by \|"));
        Assert.That(Cells("CPU s of the app, cleaning and loading"), Is.EqualTo(("25,000", "500")));
        Assert.That(Cells("executions for blobs"), Is.EqualTo(("2,000,000", "40,000")));
        Assert.That(Cells("executions for webhooks"), Is.EqualTo(("1,000,000", "1,000,000")));
        Assert.That(Cells("GB-s at 0.5 GB an instance"), Is.EqualTo(("15,000", "300")));
        Assert.That(Cells("GB-s at 2 GB an instance"), Is.EqualTo(("60,000", "1,200")));
        Assert.That(Cells("blob writes by the intake"), Is.EqualTo(("1,000,000", "20,000")));
        Assert.That(Cells("blob writes by the stages"), Is.EqualTo(("2,000,000", "40,000")));
        Assert.That(Cells("blob reads"), Is.EqualTo(("2,000,000", "40,000")), "without LocalWorker's, one for each run");
        Assert.That(Cells("blob listings, billed as writes"), Is.EqualTo(("1,000,000", "20,000")));
        Assert.That(Cells("Event Grid events"), Is.EqualTo(("2,000,000", "40,000")));
        Assert.That(Cells("log of the stages, in MB"), Is.EqualTo(("600", "12")));
        Assert.That(Cells("peak memory of the app, in MiB"), Is.EqualTo(("210", "210")));

        (string Single, string Grouped) Cells(string unit)
        {
            var cells = units.Split('\n').Single(line => line.StartsWith($"| {unit} ", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
            Assert.That(cells[4], Is.Not.Empty, unit);
            return (cells[2], cells[3]);
        }
    }
}
