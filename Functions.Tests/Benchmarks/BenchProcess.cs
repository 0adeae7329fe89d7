using System.Diagnostics;
using Beejan.Benchmarks.Load;
using Beejan.Functions.Tests.Support;

namespace Beejan.Functions.Tests.Benchmarks;

/// <summary>The benches in a process of their own.</summary>
internal static class BenchProcess
{
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await Command.RunAsync(new ProcessStartInfo("dotnet", [typeof(LoadBench).Assembly.Location, .. arguments]));
        return (code, output + errors);
    }
}
