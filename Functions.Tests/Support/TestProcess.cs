using System.Diagnostics;
using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.LocalServers;
using LocalWorker.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Tests.Support;

/// <summary>This assembly run as a program, for what only a process of its own can show: being killed, exit codes, signals.</summary>
internal static class TestProcess
{
    internal static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["azurite", var data]:
                await using (var azurite = await Azurite.StartAsync(data))
                {
                    Console.WriteLine(azurite.ProcessId);
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
            case ["postgres"]:
                await using (var cluster = await PostgresCluster.StartAsync())
                {
                    Console.WriteLine(cluster.ProcessId);
                    Console.WriteLine(cluster.DataDirectory);
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
            case ["worker", .. var settings]:
                StartRefusedException.PrintsOneLine();
                var builder = new FunctionsApplicationBuilder(settings, FunctionSource.Of("Functions.Tests", AppContext.BaseDirectory, typeof(SlowAnswerFunction)));
                builder.ConfigureFunctionsWebApplication();
                await builder.Build().RunAsync();
                return 0;
            case ["worker-with-bad-options"]:
                StartRefusedException.PrintsOneLine();
                var invalid = new FunctionsApplicationBuilder(["--urls=http://127.0.0.1:0"], FunctionSource.Of("Functions.Tests", AppContext.BaseDirectory));
                invalid.Logging.ClearProviders();
                invalid.Services.AddOptions<HostOptions>().Validate(_ => false, "Sms:Address is missing.").ValidateOnStart();
                await invalid.Build().RunAsync();
                return 0;
            case ["worker-of-everything", .. var settings]:
                await FunctionsApplication.CreateBuilder(settings).Build().RunAsync();
                return 0;
            default:
                await Console.Error.WriteLineAsync("This is a test project: dotnet test");
                return 2;
        }
    }

    internal static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TestProcess).Assembly.Location, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
