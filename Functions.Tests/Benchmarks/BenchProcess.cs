using System.Diagnostics;
using Beejan.Benchmarks;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The benches in a process of their own.</summary>
internal static class BenchProcess
{
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadBench).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
