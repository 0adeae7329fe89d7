using System.Collections.Concurrent;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

/// <summary>What the sample functions saw, and a door some of them wait at.</summary>
public sealed class Calls
{
    private readonly ConcurrentQueue<string> _seen = new();
    private int _inside;
    private int _mostInside;

    public IReadOnlyList<string> Seen => [.. _seen];

    public int MostInside => _mostInside;

    public TaskCompletionSource Door { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(string call) => _seen.Enqueue(call);

    public async Task WaitAtTheDoorAsync(CancellationToken cancellationToken)
    {
        var inside = Interlocked.Increment(ref _inside);
        InterlockedMax(inside);
        try
        {
            await Door.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private void InterlockedMax(int inside)
    {
        for (var most = _mostInside; inside > most; most = _mostInside)
        {
            Interlocked.CompareExchange(ref _mostInside, inside, most);
        }
    }
}
