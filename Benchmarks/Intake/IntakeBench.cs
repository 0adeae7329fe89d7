using System.CommandLine;
using System.Globalization;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.LocalServers;

namespace Beejan.Benchmarks.Intake;

/// <summary>Signed webhooks as fast as they are answered: by an empty handler, with the signature checked, and by the app, durable.</summary>
internal sealed class IntakeBench(int runs, int connections, IReadOnlyList<IntakeWay> ways, IntakeMeasurement measurement)
{
    public static Command Command()
    {
        var runs = new Option<int>("--runs") { Description = "How often each way is measured; the median counts.", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections") { Description = "How many deliveries are under way at once.", DefaultValueFactory = _ => 256 };
        var seconds = new Option<int>("--seconds") { Description = "How long each measurement lasts.", DefaultValueFactory = _ => 5 };
        var warmUp = new Option<int>("--warm-up") { Description = "How many seconds come before it, until the compiler rests.", DefaultValueFactory = _ => 8 };
        var ways = new Option<IntakeWay[]>("--ways") { Description = "Which ways are measured.", DefaultValueFactory = _ => Enum.GetValues<IntakeWay>(), AllowMultipleArgumentsPerToken = true };
        var settings = new Option<string[]>("--set") { Description = "A setting of the app, as in Social__CommitWindow=00:00:00.05.", AllowMultipleArgumentsPerToken = true };
        var serve = new Option<IntakeWay?>("--serve") { Description = "The server of one measurement.", Hidden = true };
        var urls = new Option<string>("--urls") { Description = "Where it listens.", Hidden = true, DefaultValueFactory = _ => "http://127.0.0.1:0" };
        var command = new Command("intake", "Posts signed webhooks to the app, and to its Kestrel alone (needs wrk).") { runs, connections, seconds, warmUp, ways, settings, serve, urls };
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(serve) is { } way)
            {
                return BareServer.RunAsync(way, parsed.GetValue(urls)!, ct);
            }

            var changed = (parsed.GetValue(settings) ?? []).Select(setting => setting.Split('=', 2)).Select(pair => (Name: pair[0], Value: pair[^1])).ToList();
            var measurement = new IntakeMeasurement(parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromSeconds(parsed.GetValue(warmUp)), changed, ct);
            return new IntakeBench(parsed.GetValue(runs), parsed.GetValue(connections), parsed.GetValue(ways)!, measurement).RunAsync();
        });
        return command;
    }

    private async Task<int> RunAsync()
    {
        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"intake: signed webhooks by wrk over {connections} connections; medians of {runs} runs, each with servers of its own"));
            Console.WriteLine("The app has its default settings, no Application Insights, a log from Warning on, and HTTP functions only, as an instance of Flex Consumption has.\n");
            var figures = ways.ToDictionary(way => way, _ => new List<IntakeFigures>());
            for (var run = 0; run < runs; run++)
            {
                // Whoever comes first finds the machine as the others leave it.
                foreach (var way in run % 2 == 0 ? ways : ways.Reverse())
                {
                    figures[way].Add(await measurement.RunAsync(way));
                }
            }

            Console.WriteLine(IntakeReport.Of(figures));
            return 0;
        }
        catch (Exception refused) when (refused is BenchException or LocalServerException or DemoException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
