using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Beejan.LocalServers;

/// <summary>Node.js and npm as found on PATH.</summary>
internal sealed class Node
{
    // Azurite asks for 22 and runs on 20, which the long-lived Linux distributions still carry.
    private const int OldestMajor = 20;

    internal string Command { get; init; } = "node";

    internal string Npm { get; init; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(Command, ["--version"], Directory.GetCurrentDirectory(), cancellationToken);
        RequireVersion(answer.Output);
    }

    internal static void RequireVersion(string version)
    {
        var major = version.Trim().TrimStart('v').Split('.')[0];
        if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < OldestMajor)
        {
            throw new LocalServerException($"Found Node.js '{version.Trim()}', Azurite needs {OldestMajor} or newer: install it from your package manager or nodejs.org.");
        }
    }

    /// <summary>Installs what the lock file in <paramref name="folder"/> names.</summary>
    internal async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(Npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], folder, cancellationToken);
        if (answer.ExitCode != 0)
        {
            throw new LocalServerException($"npm could not install the pinned packages (exit code {answer.ExitCode}); check that npm reaches its registry: {answer.Error.Trim()}");
        }
    }

    internal static ProcessStartInfo Describe(string command, IEnumerable<string> arguments) => new(command, arguments)
    {
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new LocalServerException($"'{start.FileName}' was not found: install Node.js {OldestMajor} or newer with npm, and see that both are on PATH.", missing);
        }
    }

    private static async Task<Answer> RunAsync(string command, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = Describe(command, arguments);
        start.WorkingDirectory = folder;
        using var process = Start(start);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Answer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private sealed record Answer(int ExitCode, string Output, string Error);
}
