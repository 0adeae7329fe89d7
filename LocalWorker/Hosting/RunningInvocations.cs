using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace LocalWorker.Hosting;

/// <summary>Counts what runs, so that a stop can wait for it, and ends it when the wait has been long enough.</summary>
internal sealed class RunningInvocations : IDisposable
{
    internal static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _graceOver;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _onStopping;

    // One for the worker itself, given back when it stops: zero is reached once, and only then.
    private int _running = 1;

    public RunningInvocations(IHostApplicationLifetime lifetime, IConfiguration settings, TimeProvider time)
    {
        var grace = settings.GetValue("LocalWorker:DrainTimeout", DefaultGrace);
        _graceOver = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Stopping = lifetime.ApplicationStopping;
        _onStopping = Stopping.Register(() =>
        {
            _graceOver.CancelAfter(grace);
            Leave();
        });
    }

    /// <summary>No new work from here on.</summary>
    internal CancellationToken Stopping { get; }

    /// <summary>What still runs must end.</summary>
    internal CancellationToken GraceOver => _graceOver.Token;

    internal Task Idle => _idle.Task;

    internal Entry Enter()
    {
        Interlocked.Increment(ref _running);
        return new Entry(this);
    }

    public void Dispose()
    {
        _onStopping.Dispose();
        _graceOver.Dispose();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }

    internal readonly struct Entry(RunningInvocations owner) : IDisposable
    {
        public void Dispose() => owner.Leave();
    }
}
