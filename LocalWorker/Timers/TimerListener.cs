using LocalWorker.Functions;
using LocalWorker.Hosting;
using LocalWorker.Invocation;
using LocalWorker.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Timers;

/// <summary>Runs a function by its schedule, one run at a time.</summary>
internal sealed class TimerListener : ITriggerListener, IDisposable
{
    // A timer can't wait longer than 49 days, and the clock may be set meanwhile.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly TimerBinding _timer;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StorageWork _storage;
    private readonly ScheduleMonitor? _monitor;
    private readonly CancellationToken _stopping;
    private readonly SemaphoreSlim _turn = new(1);
    private ScheduleStatus? _status;

    public TimerListener(
        LocalFunction function, TimerBinding timer, FunctionInvoker invoker, HostStorage storage, RunningInvocations running, TimeProvider time, ILogger<TimerListener> logger)
    {
        Function = function;
        (_timer, _invoker, _time, _logger, _stopping) = (timer, invoker, time, logger, running.Stopping);
        _storage = new StorageWork(time, logger, function.Name);
        var monitored = timer.UseMonitor && !timer.Schedule.IsUnderAMinute(Now);
        _monitor = monitored ? new ScheduleMonitor(storage.Container(function), storage.TimerStatus(function), timer.Schedule) : null;
    }

    public LocalFunction Function { get; }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public async Task ListenAsync(CancellationToken stopping)
    {
        var opened = Now;
        if (_monitor is not null && !await _storage.UntilDoneAsync(OpenAsync, "reading the schedule's status", stopping))
        {
            return;
        }

        var due = _status?.Next ?? _timer.Schedule.Next(opened);
        if (opened > due || _timer.RunOnStartup)
        {
            due = await RunAtStartAsync(opened > due);
        }

        while (!stopping.IsCancellationRequested)
        {
            await SleepUntilAsync(due, stopping);
            await RunAsync(isPastDue: false);
            // From now, not from the last one: what a long run slept through is not made up for.
            due = _timer.Schedule.Next(Now);
        }

        async Task OpenAsync()
        {
            // One reading of the clock for all: a schedule that begins now is not past due for the time the storage takes.
            opened = Now;
            _status = await _monitor.OpenAsync(opened, stopping);
        }
    }

    private async Task<DateTime> RunAtStartAsync(bool isPastDue)
    {
        if (isPastDue)
        {
            Log.PastDue(_logger, Function.Name, _status!.Next);
        }

        await RunAsync(isPastDue);
        return _timer.Schedule.Next(Now);
    }

    public ManualRun PrepareManualRun(string input) => ManualRun.Of(() => RunAsync(isPastDue: false));

    public void Dispose() => _turn.Dispose();

    private async Task SleepUntilAsync(DateTime due, CancellationToken stopping)
    {
        // In a loop, for a timer can go off a little early.
        for (var left = due - Now; left > TimeSpan.Zero; left = due - Now)
        {
            await Task.Delay(left < LongestSleep ? left : LongestSleep, _time, stopping);
        }
    }

    private async Task RunAsync(bool isPastDue)
    {
        await _turn.WaitAsync(_stopping);
        try
        {
            var started = Now;
            await RunWithRetriesAsync(new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _status });
            await RecordAsync(started);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task RunWithRetriesAsync(TimerInfo timer)
    {
        var input = new TriggerInput(_ => timer, new Dictionary<string, object?>());
        var invocationId = Guid.NewGuid().ToString();
        var policy = Function.Retry;
        var retry = 0;
        while (!await _invoker.TryRunAsync(Function, input, new Attempt(invocationId, retry, policy.MaxRetryCount)))
        {
            retry++;
            if (!policy.Allows(retry))
            {
                return;
            }

            var pause = policy.Before(retry);
            Log.Retrying(_logger, Function.Name, pause, retry, policy.MaxRetryCount);
            await Task.Delay(pause, _time, _stopping);
        }
    }

    /// <summary>A failed run counts as one too, as in the host.</summary>
    private async Task RecordAsync(DateTime started)
    {
        if (_monitor is not null)
        {
            var status = new ScheduleStatus { Last = started, Next = _timer.Schedule.Next(started), LastUpdated = started };
            _status = status;
            await _storage.UntilDoneAsync(() => _monitor.WriteAsync(status, CancellationToken.None), "writing the schedule's status", _stopping);
        }
    }
}
