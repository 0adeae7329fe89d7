using LocalWorker.Functions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Hosting;

/// <summary>Runs every trigger's listener from the app's start to its stop.</summary>
internal sealed class ListenerService(
    TriggerListeners listeners, DisabledFunctions disabled, RunningInvocations running, IHostApplicationLifetime lifetime, ILogger<ListenerService> logger) : IHostedService
{
    // For functions that take a moment to notice that their token was cancelled.
    internal static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(5);

    private readonly List<Task> _listening = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _listening.AddRange(listeners.All.Where(listener => !disabled.Contains(listener.Function)).Select(Listen)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Log.Draining(logger);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var over = running.GraceOver.Register(() => end.TrySetResult());
        await Task.WhenAny(running.Idle, end.Task);
        if (end.Task.IsCompleted)
        {
            Log.DrainTimedOut(logger);
        }

        // Bounded by its own clock: the server may have used up the token's time, and throwing would turn a stop into a failure.
        await Task.WhenAny(Task.WhenAll([.. _listening, running.Idle]), Task.Delay(LastMoment, CancellationToken.None));
    }

    private Task Listen(ITriggerListener listener) => Task.Run(async () =>
    {
        try
        {
            await listener.ListenAsync(running.Stopping);
        }
        catch (OperationCanceledException) when (running.Stopping.IsCancellationRequested)
        {
            Log.ListenerStopped(logger, listener.Function.Name);
        }
        catch (Exception unexpected)
        {
            Log.ListenerFailed(logger, listener.Function.Name, unexpected);
            lifetime.StopApplication();
        }
    });
}
