using System.Diagnostics;

namespace Beejan.Demo;

/// <summary>The Functions app in a process of its own, which ends with this one however this one ends.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(40); // a little more than LocalWorker gives its invocations

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(Process process, StreamWriter log)
    {
        _process = process;
        _log = log;
        Address = null!;
    }

    public Uri Address { get; private set; }

    public int ProcessId => _process.Id;

    /// <param name="port">0 for any free one.</param>
    /// <param name="settings">The app's settings, as environment variables.</param>
    /// <param name="logPath">Where its output goes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DemoException">The app ended before it listened.</exception>
    public static Task<AppProcess> StartAsync(int port, IReadOnlyDictionary<string, string> settings, string logPath, CancellationToken cancellationToken)
        => StartAsync([Path.Combine(AppContext.BaseDirectory, "Functions.dll")], port, settings, logPath, cancellationToken);

    /// <summary>Likewise, another program that LocalWorker hosts.</summary>
    public static async Task<AppProcess> StartAsync(string[] command, int port, IReadOnlyDictionary<string, string> settings, string logPath, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[.. command, "--urls", $"http://127.0.0.1:{port}"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var app = new AppProcess(Process.Start(start)!, new StreamWriter(logPath, append: true) { AutoFlush = true });
        try
        {
            app.FollowOutput();
            app.Address = await app._address.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="DemoException">The app has ended.</exception>
    public void MustRun()
    {
        if (_process.HasExited)
        {
            throw new DemoException($"The app ended with exit code {_process.ExitCode}. Its log is {((FileStream)_log.BaseStream).Name}; run the demo again on the same store and it goes on where it was.");
        }
    }

    /// <summary>Closes its input, upon which it drains and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(DrainWithin);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private void FollowOutput()
    {
        var errors = new List<string>();
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            Write(line.Data);
            if (line.Data is not null)
            {
                errors.Add(line.Data);
            }
        };
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
        {
            _process.WaitForExit(); // until the last of its output is read
            _address.TrySetException(new DemoException(errors.Count > 0 ? errors[^1] : $"The app ended with exit code {_process.ExitCode}; its log is {((FileStream)_log.BaseStream).Name}."));
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Write(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            if (_log.BaseStream is not null)
            {
                _log.WriteLine(line);
            }
        }

        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0 && Uri.TryCreate(line[(at + Listening.Length)..].Trim(), UriKind.Absolute, out var address))
        {
            _address.TrySetResult(address);
        }
    }
}
