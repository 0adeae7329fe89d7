using System.Globalization;
using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.Load;

/// <summary>What the runs on one engine came to, once all of them are seen to hold the same rows.</summary>
/// <param name="engine">The engine.</param>
/// <param name="version">Its name and version.</param>
/// <param name="figures">Of each number of rows all that was measured; the most rows went all ways.</param>
internal sealed class LoadReport(Engine engine, string version, IReadOnlyDictionary<int, List<LoadFigures>> figures)
{
    private readonly int _rows = figures.Keys.Max();

    private ILookup<LoadWay, LoadFigures> Ways => figures[_rows].ToLookup(measured => measured.Way);

    /// <exception cref="BenchException">Two ways do not hold the same rows, so their times can't be compared.</exception>
    public void Write()
    {
        foreach (var (rows, measured) in figures)
        {
            LoadCheck.Run(version, rows, measured);
        }

        var contents = Ways[LoadWay.First].First().Contents;
        Console.WriteLine($"\n## {version}\n");
        Console.WriteLine(WaysTable());
        Console.WriteLine(StepsTable());
        Console.WriteLine(SizesTable());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slope of time over rows (log-log): {Slope():0.00}\n"));
        Console.WriteLine($"All hold the same {contents.Rows} rows of {contents.Complaints} complaints (checksum {contents.Checksum}).");
    }

    private TextTable WaysTable()
    {
        var hasServer = Ways[LoadWay.First].First().ServerCpuSeconds is not null;
        string[] columns = ["way", "median s", "rows/s", "CPU s", "peak MiB", .. hasServer ? new[] { "server CPU s", "server peak MiB" } : [], "speed"];
        var table = new TextTable(columns);
        var (raw, keyed) = (Seconds(LoadWay.Raw), Seconds(LoadWay.RawKeyed));
        var copying = Median.Of(Ways[LoadWay.First], measured => measured.Steps[0].Seconds);
        AddWay($"{engine.BulkPath}, one table without keys", LoadWay.Raw, 1.0);
        table.Add(["our copy of the file, with keys", copying, (long)(_rows / copying), .. new object?[columns.Length - 4], raw / copying]);
        AddWay($"{engine.BulkPath}, one table with the history's key", LoadWay.RawKeyed, 1.0);
        AddWay("our load: history, star, daily figures, ledger", LoadWay.First, keyed / Seconds(LoadWay.First));
        AddWay("the same file again", LoadWay.SameFile, null);
        AddWay("replay without change", LoadWay.Unchanged, null);
        AddWay("replay by newer rules, all changed", LoadWay.Changed, null);
        return table;

        void AddWay(string title, LoadWay way, double? speed)
        {
            var runs = Ways[way];
            var isRival = way is LoadWay.Raw or LoadWay.RawKeyed && hasServer;
            object?[] own = isRival ? [null, null] : [Median.Of(runs, run => run.CpuSeconds), (long)Median.Of(runs, run => run.PeakMiB)];
            object?[] server = hasServer ? [Median.Of(runs, run => run.ServerCpuSeconds ?? 0), (long)Median.Of(runs, run => run.ServerPeakMiB ?? 0)] : [];
            table.Add([title, Seconds(way), (long)(_rows / Seconds(way)), .. own, .. server, speed]);
        }
    }

    private TextTable StepsTable()
    {
        LoadWay[] ways = [LoadWay.First, LoadWay.Unchanged, LoadWay.Changed];
        var table = new TextTable("step, up to", "first load s", "without change s", "all changed s");
        foreach (var (i, step) in Ways[LoadWay.First].First().Steps.Index())
        {
            table.Add([step.Name, .. ways.Select(way => (object)Median.Of(Ways[way], run => run.Steps[i].Seconds))]);
        }

        return table;
    }

    private TextTable SizesTable()
    {
        var table = new TextTable("rows of a first load", "median s", "rows/s");
        foreach (var rows in figures.Keys.Order())
        {
            table.Add((long)rows, FirstSeconds(rows), (long)(rows / FirstSeconds(rows)));
        }

        return table;
    }

    private double Slope() => LogLogSlope.Of(figures.Keys.Select(rows => ((double)rows, FirstSeconds(rows))));

    private double FirstSeconds(int rows) => Median.Of(figures[rows].Where(run => run.Way == LoadWay.First), run => run.Seconds);

    private double Seconds(LoadWay way) => Median.Of(Ways[way], run => run.Seconds);
}
