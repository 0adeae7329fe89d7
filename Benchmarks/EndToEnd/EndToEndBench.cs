using System.CommandLine;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.LocalServers;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>From a raw blob's creation to its row in PostgreSQL, through the app as a process of its own.</summary>
internal sealed class EndToEndBench(IReadOnlyList<EndToEndCase> cases, EndToEndRun run)
{
    public static Command Command()
    {
        var rates = new Option<double[]>("--rates") { Description = "Raw blobs a second; each rate has servers of its own.", DefaultValueFactory = _ => [1, 10], AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<int>("--seconds") { Description = "How long blobs come at each rate.", DefaultValueFactory = _ => 60 };
        var group = new Option<int>("--group") { Description = "Deliveries in a blob, measured at the last rate beside blobs of one; 0: not at all.", DefaultValueFactory = _ => 100 };
        var command = new Command("endtoend", "Puts raw blobs into the lake, and waits for their rows in PostgreSQL.") { rates, seconds, group };
        command.SetAction((parsed, ct) => new EndToEndBench(Cases(parsed.GetValue(rates)!, parsed.GetValue(group)), new EndToEndRun(TimeSpan.FromSeconds(parsed.GetValue(seconds)), ct)).RunAsync());
        return command;
    }

    private static EndToEndCase[] Cases(double[] rates, int group) =>
        [.. rates.Select(rate => new EndToEndCase(rate, 1)), .. group > 0 ? [new EndToEndCase(rates[^1], group)] : Array.Empty<EndToEndCase>()];

    private async Task<int> RunAsync()
    {
        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine("endtoend: raw blobs of social deliveries, from the storage's answer to the rows in PostgreSQL; all of them must come\n");
            var figures = new List<EndToEndFigures>();
            foreach (var one in cases)
            {
                figures.Add(await run.MeasureAsync(one));
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
