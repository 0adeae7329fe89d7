using Microsoft.Extensions.Logging;

namespace LocalWorker.Storage;

/// <summary>Bookkeeping that must reach the storage, however long the storage is away.</summary>
internal sealed class StorageWork(TimeProvider time, ILogger logger, string function)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <returns>False when the app stopped before it was done.</returns>
    internal async Task<bool> UntilDoneAsync(Func<Task> work, string what, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await work();
                return true;
            }
            catch (Exception away) when (IsAway(away) && !(away is OperationCanceledException && stopping.IsCancellationRequested))
            {
                Log.StorageAway(logger, function, what, away);
            }

            // Once more after the stop was asked for, then never again: the next start repeats what is missing.
            if (stopping.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal static bool IsAway(Exception exception) =>
        exception is Azure.RequestFailedException or IOException or HttpRequestException or AggregateException or TimeoutException or TaskCanceledException
            or Azure.Identity.AuthenticationFailedException;
}
