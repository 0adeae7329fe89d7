using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.Sms;

namespace Beejan.Benchmarks.Clean;

/// <summary>The clean stage of a CSV export and of JSON pages, beside DuckDB doing the same, each in a process of its own on one core and on all.</summary>
internal sealed class CleanBench(IReadOnlyList<string> sources, int rows, int runs, CancellationToken ct)
{
    public static Command Command()
    {
        var source = new Option<string>("--source") { Description = "calllogs (CSV), sms (JSON pages of 1,000) or both.", DefaultValueFactory = _ => "both" };
        source.AcceptOnlyFromAmong(CallLogsSource.Name, SmsSource.Name, "both");
        var rows = new Option<int>("--rows") { Description = "Call logs; of messages half as many.", DefaultValueFactory = _ => 1_000_000 };
        var runs = new Option<int>("--runs") { Description = "How often each way is measured; the median counts.", DefaultValueFactory = _ => 5 };
        var measure = new Option<bool>("--measure") { Description = "One measurement, told by standard input.", Hidden = true };
        var command = new Command("clean", "Cleans raw files, beside DuckDB doing the same.") { source, rows, runs, measure };
        command.SetAction((parsed, ct) => parsed.GetValue(measure)
            ? SelfProcess.AnswerAsync<CleanTask, ProcessUse>(MeasureAsync, ct)
            : new CleanBench(parsed.GetValue(source) is { } one && one != "both" ? [one] : [CallLogsSource.Name, SmsSource.Name], parsed.GetValue(rows), parsed.GetValue(runs), ct).RunAsync());
        return command;
    }

    private static async Task<ProcessUse> MeasureAsync(CleanTask task, CancellationToken ct)
    {
        if (task.Way == CleanWay.Ours)
        {
            await OurClean.RunAsync(task, ct);
        }
        else
        {
            await DuckDbClean.RunAsync(task, ct);
        }

        return ProcessUse.Read(null);
    }

    private async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("beejan-bench-");
        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clean: medians of {runs} runs, each a process of its own, its start included\n"));
            var table = new TextTable("work", "way", "cores", "median s", "rows/s", "CPU s", "peak MiB", "× stage");
            foreach (var source in sources)
            {
                foreach (var cores in (int[])[1, .. Environment.ProcessorCount > 1 ? new[] { 2 } : []])
                {
                    await RunAsync(source, cores, folder.FullName, table);
                }
            }

            var slope = sources.Contains(CallLogsSource.Name) ? await MeasureSlopeAsync(folder.FullName, table) : (double?)null;
            Console.WriteLine(table);
            Console.WriteLine(slope is null ? "" : string.Create(CultureInfo.InvariantCulture, $"slope of time over rows (log-log), call logs: {slope:0.00}\n"));
            return 0;
        }
        catch (BenchException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(string source, int cores, string folder, TextTable table)
    {
        var (from, records, title) = Prepare(source, rows, folder);
        var ways = Enum.GetValues<CleanWay>().Where(way => way != CleanWay.DuckDbByFile || Directory.Exists(from)).ToArray();
        var figures = ways.ToDictionary(way => way, _ => new List<CleanFigures>());
        for (var run = 0; run < runs; run++)
        {
            // Whoever comes first finds the machine as the other leaves it.
            foreach (var way in run % 2 == 0 ? ways : ways.Reverse())
            {
                figures[way].Add(await MeasureAsync(source, way, from, folder, cores));
            }
        }

        Check(title, figures);
        var ours = Median.Of(figures[CleanWay.Ours], run => run.Seconds);
        foreach (var (way, measured) in figures)
        {
            Add(table, title, way, cores, records, measured, Median.Of(measured, run => run.Seconds) / ours);
        }
    }

    // The same with a hundredth and a tenth of the rows: how time and memory grow.
    private async Task<double> MeasureSlopeAsync(string folder, TextTable table)
    {
        var points = new List<(double Size, double Cost)>();
        foreach (var size in (int[])[rows / 100, rows / 10, rows])
        {
            var (from, records, title) = Prepare(CallLogsSource.Name, size, folder);
            var figures = new List<CleanFigures>();
            for (var run = 0; run < runs; run++)
            {
                figures.Add(await MeasureAsync(CallLogsSource.Name, CleanWay.Ours, from, folder, Environment.ProcessorCount));
            }

            points.Add((records, Median.Of(figures, run => run.Seconds)));
            Add(table, title, CleanWay.Ours, Environment.ProcessorCount, records, figures, null);
        }

        return LogLogSlope.Of(points);
    }

    private static void Add(TextTable table, string title, CleanWay way, int cores, int records, List<CleanFigures> figures, double? ratio)
    {
        var seconds = Median.Of(figures, run => run.Seconds);
        table.Add(title, Name(way), (long)cores, seconds, (long)(records / seconds), Median.Of(figures, run => run.CpuSeconds), (long)Median.Of(figures, run => run.PeakMiB), ratio);
    }

    private static string Name(CleanWay way) => way switch
    {
        CleanWay.Ours => "clean stage",
        CleanWay.DuckDb => "DuckDB",
        CleanWay.DuckDbByFile => "DuckDB, file by file",
        _ => "DuckDB, fewer columns",
    };

    private static (string From, int Records, string Title) Prepare(string source, int rows, string folder)
    {
        var isCalls = source == CallLogsSource.Name;
        var records = isCalls ? rows : rows / 2;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{source}-{records}{(isCalls ? ".csv" : "")}"));
        if (isCalls && !File.Exists(path))
        {
            CallLogExport.Write(path, records);
        }
        else if (!isCalls && !Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            SmsPages.Write(path, records);
        }

        return (path, records, string.Create(CultureInfo.InvariantCulture, $"{records:#,0} {(isCalls ? "call logs, CSV" : "SMS, JSON pages")}"));
    }

    private async Task<CleanFigures> MeasureAsync(string source, CleanWay way, string from, string folder, int cores)
    {
        // Kept to the end: where files were just deleted, new ones take longer.
        var task = new CleanTask(source, way, from, Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName, cores);
        var started = Stopwatch.GetTimestamp();
        var use = await SelfProcess.RunAsync<CleanTask, ProcessUse>(["clean", "--measure"], task, ct, task.Threads);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new CleanFigures(seconds, use.CpuSeconds, use.PeakMiB, CleanContents.Read(task, ct));
    }

    /// <exception cref="BenchException">Two runs did not make the same rows, so their times can't be compared.</exception>
    internal static void Check(string title, IReadOnlyDictionary<CleanWay, List<CleanFigures>> figures)
    {
        var expected = figures[CleanWay.DuckDb][0].Contents;
        foreach (var (way, measured) in figures.SelectMany(pair => pair.Value.Select(measured => (pair.Key, measured))))
        {
            if (!measured.Contents.IsSameAs(expected))
            {
                throw new BenchException($"{title}: {way} made {measured.Contents}, expected {expected}.");
            }
        }
    }
}
