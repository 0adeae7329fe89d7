using System.Diagnostics;

namespace Beejan.Functions.Tests.Support;

/// <summary>A command that is run to its end.</summary>
internal static class Command
{
    /// <param name="start">Its output and errors are redirected here.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(); // beside the output: a full pipe would stop it
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
