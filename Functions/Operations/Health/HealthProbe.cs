using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Health;

/// <summary>
/// Asks one part of the world and waits a few seconds, whatever that part's own patience is. While an earlier question is
/// still unanswered no other is asked: a part that hangs must not collect askers.
/// </summary>
/// <param name="part">Its name.</param>
/// <param name="ask">Answers with the names of what is not well in it.</param>
/// <param name="patience">How long is waited.</param>
/// <param name="logger">Hears why the part does not answer.</param>
internal sealed class HealthProbe(string part, Func<CancellationToken, Task<IReadOnlyList<string>>> ask, TimeSpan patience, ILogger logger)
{
    private Task _asked = Task.CompletedTask;

    /// <returns>What is not well; the part itself when it does not answer.</returns>
    public async Task<IReadOnlyList<string>> AskAsync()
    {
        using var ending = new CancellationTokenSource();
        try
        {
            return _asked.IsCompleted ? await AskAsync(ending.Token) : throw new TimeoutException("An earlier question is still unanswered.");
        }
        catch (Exception fault)
        {
            await ending.CancelAsync();
            Log.PartUnwell(logger, fault, part);
            return [part];
        }
    }

    private Task<IReadOnlyList<string>> AskAsync(CancellationToken ending)
    {
        var asked = Task.Run(() => ask(ending), CancellationToken.None);
        _asked = asked;
        return asked.WaitAsync(patience, CancellationToken.None);
    }
}
