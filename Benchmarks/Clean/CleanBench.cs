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

            Console.WriteLine(table);
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
        var (from, records, title) = Prepare(source, folder);
        var ways = Enum.GetValues<CleanWay>().Where(way => way != CleanWay.DuckDbByFile || Directory.Exists(from)).ToArray();
        var figures = ways.ToDictionary(way => way, _ => new List<CleanFigures>());
        for (var run = 0; run < runs; run++)
        {
            // Whoever comes first finds the machine as the other leaves it.
            foreach (var way in run % 2 == 0 ? ways : ways.Reverse())
            {
                figures[way].Add(await MeasureAsync(new CleanTask(source, way, from, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{source}-{cores}-{way}-{run}")), cores)));
            }
        }

        Check(title, figures);
        var ours = Median.Of(figures[CleanWay.Ours], run => run.Seconds);
        foreach (var (way, measured) in figures)
        {
            var seconds = Median.Of(measured, run => run.Seconds);
            table.Add(title, Name(way), (long)cores, seconds, (long)(records / seconds), Median.Of(measured, run => run.CpuSeconds), (long)Median.Of(measured, run => run.PeakMiB), seconds / ours);
        }
    }

    private static string Name(CleanWay way) => way switch
    {
        CleanWay.Ours => "clean stage",
        CleanWay.DuckDb => "DuckDB",
        CleanWay.DuckDbByFile => "DuckDB, file by file",
        _ => "DuckDB, fewer columns",
    };

    private (string From, int Records, string Title) Prepare(string source, string folder)
    {
        var isCalls = source == CallLogsSource.Name;
        var (path, records) = (Path.Combine(folder, isCalls ? "calls.csv" : "pages"), isCalls ? rows : rows / 2);
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

    private async Task<CleanFigures> MeasureAsync(CleanTask task)
    {
        Directory.CreateDirectory(task.To); // kept to the end: where files were just deleted, new ones take longer
        var started = Stopwatch.GetTimestamp();
        var use = await SelfProcess.RunAsync<CleanTask, ProcessUse>(["clean", "--measure"], task, ct, task.Threads);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var contents = CleanContents.Read(task, ct);
        return new CleanFigures(seconds, use.CpuSeconds, use.PeakMiB, contents);
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
