namespace LocalWorker.Invocation;

/// <summary>Ends one invocation: after the host's time limit, when a stop has waited long enough, or when its caller hung up.</summary>
internal sealed class InvocationCancellation : IDisposable
{
    private readonly TimeSpan? _limit;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _graceOver;
    private readonly CancellationTokenRegistration _callerGone;
    private bool _wasCalledOff;

    internal InvocationCancellation(TimeSpan? limit, TimeProvider time, CancellationToken graceOver, CancellationToken callerGone)
    {
        (_limit, _time, _started) = (limit, time, time.GetTimestamp());
        _source = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, time);
        _graceOver = graceOver.UnsafeRegister(CallOff, this);
        _callerGone = callerGone.UnsafeRegister(CallOff, this);
    }

    internal CancellationToken Token => _source.Token;

    internal TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Whether it was the time limit that ended it.</summary>
    internal bool IsTimedOut => _source.IsCancellationRequested && (!Volatile.Read(ref _wasCalledOff) || Elapsed >= _limit);

    public void Dispose()
    {
        _callerGone.Dispose();
        _graceOver.Dispose();
        _source.Dispose();
    }

    private static void CallOff(object? of)
    {
        var invocation = (InvocationCancellation)of!;
        if (!invocation._source.IsCancellationRequested)
        {
            Volatile.Write(ref invocation._wasCalledOff, true);
            invocation._source.Cancel();
        }
    }
}
