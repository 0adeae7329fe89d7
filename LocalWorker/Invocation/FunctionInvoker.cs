using System.Collections.Concurrent;
using LocalWorker.Functions;
using LocalWorker.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Invocation;

/// <summary>Runs a function once: in a scope of services, an activity and a log scope of its own, under the host's time limit.</summary>
internal sealed class FunctionInvoker(
    InvocationPipeline pipeline, RunningInvocations running, HostJson hostJson, IServiceScopeFactory scopes, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(); // the factory's own look-up takes a lock for each invocation

    /// <returns>Whether it succeeded; why not is in the log.</returns>
    internal async Task<bool> TryRunAsync(LocalFunction function, TriggerInput input, Attempt attempt)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await TryRunAsync(function, input, attempt, scope.ServiceProvider, http: null, static _ => Task.CompletedTask);
    }

    /// <param name="function">The function to run.</param>
    /// <param name="input">What set it off.</param>
    /// <param name="attempt">Which try this is.</param>
    /// <param name="services">The services of this invocation.</param>
    /// <param name="http">The request behind it, if one is.</param>
    /// <param name="useResult">Part of the invocation: when it fails, the invocation did.</param>
    internal async Task<bool> TryRunAsync(
        LocalFunction function, TriggerInput input, Attempt attempt, IServiceProvider services, HttpContext? http, Func<object?, Task> useResult)
    {
        using var entry = running.Enter();
        using var end = new InvocationCancellation(hostJson.FunctionTimeout, time, running.GraceOver, http?.RequestAborted ?? CancellationToken.None);
        using var activity = new InvocationActivity(function.Name, function.ActivityName, attempt.InvocationId);
        var logger = _loggers.GetOrAdd(function.Name, static (name, loggers) => loggers.CreateLogger($"Function.{name}"), loggers);
        using var scope = logger.BeginScope((KeyValuePair<string, object>[])
        [
            new("AzureFunctions_FunctionName", function.Name),
            new("AzureFunctions_InvocationId", attempt.InvocationId),
        ]);

        Log.Executing(logger, function.Name, attempt.InvocationId);
        try
        {
            var context = new LocalFunctionContext(function, input, attempt, activity, services, http, end.Token);
            await pipeline.RunAsync(context);
            if (end.IsTimedOut)
            {
                throw TimedOut(inner: null);
            }

            await useResult(context.Result);
            Log.Succeeded(logger, function.Name, attempt.InvocationId, (long)end.Elapsed.TotalMilliseconds);
            return true;
        }
        catch (Exception thrown)
        {
            var failure = thrown is OperationCanceledException && end.IsTimedOut ? TimedOut(thrown) : thrown;
            activity.Failed(failure);
            Log.Failed(logger, function.Name, attempt.InvocationId, (long)end.Elapsed.TotalMilliseconds, failure);
            return false;
        }
    }

    private TimeoutException TimedOut(Exception? inner) => new($"The function ran longer than functionTimeout in host.json allows, {hostJson.FunctionTimeout}.", inner);
}
