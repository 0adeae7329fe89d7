using System.Diagnostics;
using System.Text.Json;

namespace Beejan.Benchmarks.Measuring;

/// <summary>This program run once more, so that what is measured has a memory of its own: a task goes in by standard input, what came of it out by standard output.</summary>
internal static class SelfProcess
{
    /// <param name="arguments">What it is told by the command line.</param>
    /// <param name="task">What it is to do.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="cores">On how many cores; null: all. Fewer than all are given by Linux's taskset.</param>
    /// <exception cref="BenchException">It ended with another exit code than 0.</exception>
    public static async Task<TResult> RunAsync<TTask, TResult>(string[] arguments, TTask task, CancellationToken ct, int? cores = null)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] command = [host, typeof(SelfProcess).Assembly.Location, .. arguments];
        command = cores < Environment.ProcessorCount ? ["taskset", "--cpu-list", $"0-{cores - 1}", .. command] : command;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(task).AsMemory(), ct);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<TResult>(output)!
                : throw new BenchException($"A measurement ended with exit code {process.ExitCode}: {string.Join(' ', arguments)}, {task}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The other side: does what standard input says.</summary>
    public static async Task<int> AnswerAsync<TTask, TResult>(Func<TTask, CancellationToken, Task<TResult>> work, CancellationToken ct)
    {
        var task = JsonSerializer.Deserialize<TTask>(await Console.In.ReadToEndAsync(ct))!;
        Console.Write(JsonSerializer.Serialize(await work(task, ct)));
        return 0;
    }
}
