namespace Beejan.Functions.Operations.Health;

/// <summary>
/// Asks one part of the world and waits a few seconds, whatever that part's own patience is. While an earlier question is
/// still unanswered no other is asked: a part that hangs must not collect askers.
/// </summary>
/// <param name="ask">Ends when the part has answered.</param>
/// <param name="patience">How long is waited.</param>
internal sealed class HealthProbe(Func<CancellationToken, Task> ask, TimeSpan patience)
{
    private Task _asked = Task.CompletedTask;

    /// <returns>Null: it answered. Else why not.</returns>
    public async Task<Exception?> FindFaultAsync()
    {
        if (!_asked.IsCompleted)
        {
            return new TimeoutException("An earlier question is still unanswered.");
        }

        using var ending = new CancellationTokenSource(patience);
        _asked = Task.Run(() => ask(ending.Token), CancellationToken.None);
        var ended = await Task.WhenAny(_asked, Task.Delay(patience, CancellationToken.None));
        return ended != _asked ? new TimeoutException($"No answer within {patience.TotalSeconds:F0} seconds.") : _asked.Exception?.GetBaseException() ?? (_asked.IsCanceled ? new OperationCanceledException() : null);
    }
}
