using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.Load;

/// <summary>What the runs on one engine came to, once all of them are seen to hold the same rows.</summary>
internal static class LoadReport
{
    /// <exception cref="BenchException">Two ways do not hold the same rows, so their times can't be compared.</exception>
    public static void Write(string version, int rows, IReadOnlyDictionary<LoadWay, List<LoadFigures>> figures)
    {
        Check(version, rows, figures);
        var contents = figures[LoadWay.Ours][0].Contents;
        Console.WriteLine($"\n## {version}\n");
        Console.WriteLine(Ways(rows, figures));
        Console.WriteLine(Steps(figures[LoadWay.Ours]));
        Console.WriteLine($"All hold the same {contents.Rows} rows of {contents.Complaints} complaints (checksum {contents.Checksum}).");
    }

    private static void Check(string version, int rows, IReadOnlyDictionary<LoadWay, List<LoadFigures>> figures)
    {
        var expected = figures[LoadWay.Raw][0].Contents;
        foreach (var (way, measured) in figures.SelectMany(pair => pair.Value.Select(measured => (pair.Key, measured))))
        {
            if (measured.Contents != expected || expected.Rows != rows || expected.Versions != rows || (measured.Facts ?? expected.Complaints) != expected.Complaints)
            {
                throw new BenchException($"{version}: {Title(way)} holds {measured.Contents} and {measured.Facts} facts, expected {expected} of {rows} rows.");
            }
        }
    }

    private static TextTable Ways(int rows, IReadOnlyDictionary<LoadWay, List<LoadFigures>> figures)
    {
        var hasServer = figures[LoadWay.Ours][0].ServerCpuSeconds is not null;
        string[] columns = ["way", "median s", "rows/s", "CPU s", "peak MiB", .. hasServer ? new[] { "server CPU s", "server peak MiB" } : [], "× raw"];
        var raw = Median.Of(figures[LoadWay.Raw], measured => measured.Seconds);
        var table = new TextTable(columns);
        foreach (var (way, measured) in figures)
        {
            var seconds = Median.Of(measured, run => run.Seconds);
            object?[] server = hasServer ? [Median.Of(measured, run => run.ServerCpuSeconds ?? 0), (long)Median.Of(measured, run => run.ServerPeakMiB ?? 0)] : [];
            table.Add([
                Title(way), seconds, (long)(rows / seconds), Median.Of(measured, run => run.CpuSeconds), (long)Median.Of(measured, run => run.PeakMiB), .. server, seconds / raw]);
        }

        return table;
    }

    private static TextTable Steps(List<LoadFigures> runs)
    {
        var names = runs[0].Steps.Select(step => step.Name).ToList();
        var medians = names.Select((name, i) => (Name: name, Seconds: Median.Of(runs, run => run.Steps[i].Seconds))).ToList();
        var total = medians.Sum(step => step.Seconds);
        var table = new TextTable("step of our load, up to", "median s", "%");
        medians.ForEach(step => table.Add(step.Name, step.Seconds, (long)Math.Round(100 * step.Seconds / total)));
        return table;
    }

    private static string Title(LoadWay way) => way switch
    {
        LoadWay.Raw => "bulk path, one table without keys",
        LoadWay.RawKeyed => "bulk path, one table with the history's key",
        _ => "our load: history, star, daily figures, ledger",
    };
}
