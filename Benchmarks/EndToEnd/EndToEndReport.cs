using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>What the rates came to.</summary>
internal static class EndToEndReport
{
    public static TextTable Waits(IReadOnlyList<EndToEndFigures> figures)
    {
        var table = new TextTable("blobs/s", "blobs", "p50 ms", "p99 ms", "most ms", "CleanSocial p50 ms", "LoadSocial p50 ms", "waited for scans p50 ms");
        foreach (var rate in figures)
        {
            var p50 = rate.Percentile(50);
            table.Add(rate.Rate, (long)rate.Blobs, p50, rate.Percentile(99), rate.Waits[^1], rate.CleanMs, rate.LoadMs, p50 - rate.CleanMs - rate.LoadMs);
        }

        return table;
    }

    /// <summary>What Azure meters, for a million blobs of one delivery each: what it costs depends on the blobs, not on the rows in them.</summary>
    public static TextTable Units(IReadOnlyList<EndToEndFigures> figures)
    {
        var table = new TextTable(
            ["per million raw blobs", .. figures.Select(rate => FormattableString.Invariant($"at {rate.Rate}/s")), "moved by"]);
        Add("CPU s of the app", rate => rate.CpuSeconds, "Social__CommitWindow, Social__CommitBytes: deliveries in a blob");
        Add("executions", rate => rate.Runs, "the same; a clean and a load for each blob");
        Add("execution s, one after the other", rate => rate.RunSeconds, "extensions.blobs.maxDegreeOfParallelism: how many share an instance's seconds");
        Add("GB-s at 2 GB an instance", rate => 2 * rate.RunSeconds, "the instance's size; runs that share it cost once");
        Add("blob writes", rate => rate.Storage.Writes, "the deliveries in a blob; a reject or a failure adds one");
        Add("blob reads", rate => rate.Storage.Reads - rate.Runs, "the same"); // LocalWorker looks each blob up before its function runs
        Add("blob listings, billed as writes", rate => rate.Storage.Lists, "the same; Operations__ReconcileSchedule");
        Add("Event Grid events", rate => rate.Runs, "one for each raw and each clean blob");
        Add("log, in MB", rate => rate.TelemetryBytes / 1e6, "Logging__ApplicationInsights__LogLevel__Beejan; the intake adds a line for each delivery that shares a blob");
        return table;

        void Add(string unit, Func<EndToEndFigures, double> total, string movedBy) =>
            table.Add([unit, .. figures.Select(rate => (object?)(long)(1e6 * total(rate) / rate.Blobs)), movedBy]);
    }
}
