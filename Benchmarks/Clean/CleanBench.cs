using System.CommandLine;
using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.Clean;

internal static class CleanBench
{
    public static Command Command()
    {
        var from = new Option<string>("--from");
        var to = new Option<string>("--to");
        var way = new Option<CleanWay>("--way");
        var threads = new Option<int>("--threads");
        var rows = new Option<int>("--rows");
        var command = new Command("clean", "") { from, to, way, threads, rows };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(rows) > 0)
            {
                CallLogExport.Write(parsed.GetValue(from)!, parsed.GetValue(rows));
                return 0;
            }
            var task = new CleanTask("calllogs", parsed.GetValue(way), parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(threads));
            if (task.Way == CleanWay.Ours)
            {
                await OurClean.RunAsync(task, ct);
            }
            else
            {
                DuckDbClean.Run(task, ct);
            }
            var use = ProcessUse.Read(null);
            Console.WriteLine($"cpu {use.CpuSeconds} peak {use.PeakMiB} gc {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} pause {GC.GetTotalPauseDuration().TotalMilliseconds} alloc {GC.GetTotalAllocatedBytes() / 1000000} MB");
            return 0;
        });
        return command;
    }
}
