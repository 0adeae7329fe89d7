using Azure;
using Beejan.Demo.Faults;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>Turns a run into an exit code: 0 when all is accounted for, 1 otherwise, with one sentence that says why.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 240; // a file has no edge to break lines at
        }

        using var end = new EndOfDemo(cancellationToken);
        try
        {
            return await (options.Fault is { } fault ? RunFaultAsync(fault, options, end.Token) : DemoRun.RunAsync(options, end.Token)) ? 0 : 1;
        }
        catch (Exception e) when (e is DemoException or LocalServerException or WarehouseSchemaException or WarehouseUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is HttpRequestException or RequestFailedException)
        {
            await Console.Error.WriteLineAsync($"The app or Azurite does not answer any more ({e.Message.Split('\n')[0].TrimEnd('.', '\r')}): see app.log in the store, and run the demo again; it goes on where it was.");
            return 1;
        }
        catch (OperationCanceledException) when (end.Token.IsCancellationRequested)
        {
            AnsiConsole.MarkupLine("[grey]Ended.[/]");
            return options.Once ? 1 : 0; // --once was asked for a verdict, and there is none
        }
    }

    // What has gone wrong once stays in a store's ledger, so each fault gets a new one.
    private static async Task<bool> RunFaultAsync(string name, DemoOptions options, CancellationToken cancellationToken)
    {
        if (AllFaults.List.FirstOrDefault(fault => fault.Name == name) is not { } fault)
        {
            throw new DemoException($"No fault is called {name}: choose from {string.Join(", ", AllFaults.List.Select(fault => fault.Name))} with --fault.");
        }

        var directory = new DirectoryInfo(Path.Combine(options.Store.FullName, "faults", name));
        if (directory.Exists)
        {
            directory.Delete(recursive: true);
        }

        return await FaultRun.RunAsync(fault, directory, cancellationToken);
    }
}
