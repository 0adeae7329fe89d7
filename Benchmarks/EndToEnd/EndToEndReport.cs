using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>What the cases came to.</summary>
internal static class EndToEndReport
{
    // Of Flex Consumption, in GB: https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#instance-sizes
    private static readonly double[] InstanceSizes = [0.5, 2, 4];

    public static TextTable Waits(IReadOnlyList<EndToEndFigures> figures)
    {
        var table = new TextTable("blobs/s", "rows in a blob", "blobs", "p50 ms", "p99 ms", "most ms", "CleanSocial p50 ms", "LoadSocial p50 ms", "waited for scans p50 ms");
        foreach (var one in figures)
        {
            var p50 = one.Percentile(50);
            table.Add(one.Case.Rate, (long)one.Case.Deliveries, (long)one.Blobs, p50, one.Percentile(99), one.Waits[^1], one.CleanMs, one.LoadMs, p50 - one.CleanMs - one.LoadMs);
        }

        return table;
    }

    /// <summary>What Azure meters, for a million complaints in the warehouse: most of it depends on the blobs, and so on how many rows are in one.</summary>
    public static TextTable Units(IReadOnlyList<EndToEndFigures> figures)
    {
        var table = new TextTable(["per million rows", .. figures.Select(one => $"{one.Case}"), "moved by"]);
        Add("CPU s of the app, cleaning and loading", one => one.CpuSeconds, "rows in a blob: Social__CommitBytes, Social__CommitWindow");
        Add("executions for blobs", one => one.Runs, "rows in a blob; a clean and a load for each blob");
        Add("executions for webhooks", one => one.Rows, "the platform: one for each delivery, whatever is in it; its CPU is in `intake`");
        Add("execution s, one after the other", one => one.RunSeconds, "rows in a blob; Warehouse__MaxPoolSize and maxDegreeOfParallelism (host.json): how long loads wait for one another");
        foreach (var size in InstanceSizes)
        {
            Add(FormattableString.Invariant($"GB-s at {size} GB an instance"), one => size * one.RunSeconds, "instanceMemoryMB (Bicep); maxDegreeOfParallelism: runs that share an instance's seconds cost once");
        }

        Add("blob writes by the intake", one => one.Blobs, "Social__CommitBytes, Social__CommitWindow");
        Add("blob writes by the stages", one => one.Storage.Writes - one.Blobs, "rows in a blob; a reject or a failure adds one");
        Add("blob reads", one => one.Storage.Reads - one.Runs, "rows in a blob"); // LocalWorker looks each blob up before its function runs
        Add("blob listings, billed as writes", one => one.Storage.Lists, "rows in a blob; Operations__ReconcileSchedule, Operations__CheckSchedule");
        Add("Event Grid events", one => one.Runs, "rows in a blob; one for each raw and each clean blob");
        Add("log of the stages, in MB", one => one.TelemetryBytes / 1e6, "rows in a blob; Logging__ApplicationInsights__LogLevel__Beejan. The intake adds a line for each delivery that shares a blob");
        table.Add(["peak memory of the app, in MiB", .. figures.Select(one => (object?)(long)one.PeakMiB), "instanceMemoryMB must hold it; Cleaning__DuplicateKeysInMemory"]);
        return table;

        void Add(string unit, Func<EndToEndFigures, double> total, string movedBy) =>
            table.Add([unit, .. figures.Select(one => (object?)(long)Math.Round(1e6 * total(one) / one.Rows)), movedBy]);
    }
}
