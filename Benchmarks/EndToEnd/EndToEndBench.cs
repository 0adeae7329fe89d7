using System.CommandLine;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.LocalServers;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>From a raw blob's creation to its row in PostgreSQL, through the app as a process of its own.</summary>
internal sealed class EndToEndBench(IReadOnlyList<double> rates, EndToEndRun run)
{
    public static Command Command()
    {
        var rates = new Option<double[]>("--rates") { Description = "Raw blobs a second; each rate has servers of its own.", DefaultValueFactory = _ => [1, 10], AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<int>("--seconds") { Description = "How long blobs come at each rate.", DefaultValueFactory = _ => 60 };
        var command = new Command("endtoend", "Puts raw blobs into the lake, and waits for their rows in PostgreSQL.") { rates, seconds };
        command.SetAction((parsed, ct) => new EndToEndBench(parsed.GetValue(rates)!, new EndToEndRun(TimeSpan.FromSeconds(parsed.GetValue(seconds)), ct)).RunAsync());
        return command;
    }

    private async Task<int> RunAsync()
    {
        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine("endtoend: raw blobs of one social delivery each, from the storage's answer to the row in PostgreSQL; all of them must come\n");
            var figures = new List<EndToEndFigures>();
            foreach (var rate in rates)
            {
                figures.Add(await run.MeasureAsync(rate));
            }

            Console.WriteLine(EndToEndReport.Waits(figures));
            Console.WriteLine("Between the stages LocalWorker scans the containers, with pauses of a quarter of a second and more; in Azure an event of Event Grid takes its place.\n");
            Console.WriteLine(EndToEndReport.Units(figures));
            return 0;
        }
        catch (Exception refused) when (refused is BenchException or LocalServerException or DemoException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
