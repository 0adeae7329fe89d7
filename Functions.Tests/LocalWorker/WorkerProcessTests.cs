using System.Diagnostics;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

/// <summary>What only a process of its own can show.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "Signals.")]
internal sealed partial class WorkerProcessTests
{
    [Test]
    public async Task A_refused_start_is_one_line_on_stderr_and_a_failing_exit_code()
    {
        // This very assembly is full of functions that can't run.
        using var process = TestProcess.Start("worker-of-everything");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(error.Trim(), Does.StartWith("Function '").And.Not.Contain("\n").And.Not.Contain("   at "));
        Assert.That(process.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Settings_that_fail_validation_are_one_line_too()
    {
        using var process = TestProcess.Start("worker-with-bad-options");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(error.Trim(), Is.EqualTo("Sms:Address is missing."));
        Assert.That(process.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Sigterm_lets_a_request_finish_and_exits_with_zero()
    {
        using var process = TestProcess.Start("worker", "--urls", "http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = await ListeningAsync(process) };
        var answer = http.GetStringAsync("api/SlowAnswer");
        Assert.That(await process.StandardOutput.ReadLineAsync(), Does.Contain("Executing 'Functions.SlowAnswer'"));

        await Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExitAsync();

        Assert.That(await answer, Is.EqualTo("done"));
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    public async Task It_exits_with_its_parent_when_it_is_told_to()
    {
        using var process = TestProcess.Start("worker", "--urls", "http://127.0.0.1:0", "--LocalWorker:ExitWithParent=true");
        await ListeningAsync(process);

        process.StandardInput.Close();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await process.WaitForExitAsync(patience.Token);
        Assert.That(process.ExitCode, Is.Zero);
    }

    private static async Task<Uri> ListeningAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // Two more lines come with the start; the next is the test's.
                while (!line!.Contains("Content root path", StringComparison.Ordinal))
                {
                    line = await process.StandardOutput.ReadLineAsync();
                }

                return new Uri(match.Groups[1].Value);
            }
        }

        throw new AssertionException(await process.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Listening();
}
