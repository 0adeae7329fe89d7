using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.Intake;

/// <summary>What the runs came to.</summary>
internal static class IntakeReport
{
    public static TextTable Of(IReadOnlyDictionary<IntakeWay, List<IntakeFigures>> figures)
    {
        var table = new TextTable("way", "requests/s", "p50 ms", "p99 ms", "CPU s per 1 M", "peak MiB", "Azurite CPU s per 1 M", "blobs per 1,000", "× empty");
        var empty = figures.TryGetValue(IntakeWay.Empty, out var bare) ? Median.Of(bare, run => run.Load.RequestsPerSecond) : (double?)null;
        foreach (var (way, runs) in figures)
        {
            var rate = Median.Of(runs, run => run.Load.RequestsPerSecond);
            var isStored = runs[0].Blobs is not null;
            table.Add(
                Title(way), (long)rate, Median.Of(runs, run => run.Load.P50), Median.Of(runs, run => run.Load.P99),
                Median.Of(runs, run => 1e6 * run.CpuSeconds / run.Load.Answered), (long)Median.Of(runs, run => run.PeakMiB),
                isStored ? Median.Of(runs, run => 1e6 * (run.StorageCpuSeconds ?? 0) / run.Load.Answered) : null,
                isStored ? Median.Of(runs, run => 1e3 * (run.Blobs ?? 0) / run.Load.Answered) : null,
                rate / empty);
        }

        return table;
    }

    private static string Title(IntakeWay way) => way switch
    {
        IntakeWay.Empty => "Kestrel, empty handler",
        IntakeWay.Signature => "Kestrel, signature checked",
        IntakeWay.Durable => "the app, signature checked and durable",
        _ => "the same, each delivery a blob",
    };
}
