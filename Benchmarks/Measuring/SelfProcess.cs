using System.Diagnostics;
using System.Text.Json;

namespace Beejan.Benchmarks.Measuring;

/// <summary>This program run once more, so that what is measured has a memory of its own: a task goes in by standard input, what came of it out by standard output.</summary>
internal static class SelfProcess
{
    public static async Task<TResult> RunAsync<TTask, TResult>(string[] arguments, TTask task, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [typeof(SelfProcess).Assembly.Location, .. arguments])
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
