using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// Repeats what failed because of the moment: a server that restarts or fails over, a connection that broke, a deadlock.
/// For minutes, because that is what a fail-over takes; less than a function may run.
/// </summary>
internal sealed class RideOut
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _pipeline;

    public RideOut(TimeProvider clock, ILogger logger)
    {
        _clock = clock;
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is WarehouseUnavailableException { InnerException: NpgsqlException { IsTransient: true } }
                && clock.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0)) < Patience),
            MaxRetryAttempts = int.MaxValue, // time ends it, not a count
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(15),
            OnRetry = arguments =>
            {
                Log.WarehouseAway(logger, arguments.AttemptNumber + 1, arguments.RetryDelay, (arguments.Outcome.Exception?.InnerException as NpgsqlException)?.SqlState);
                return ValueTask.CompletedTask;
            },
        };
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(retry).Build();
    }

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(Started, _clock.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(async running => await work(running.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
