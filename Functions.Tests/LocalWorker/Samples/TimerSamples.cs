using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

public static class TimerSamples
{
    public sealed class Hourly(Calls calls)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("%Times:Hourly%")] TimerInfo timer) =>
            calls.Add(string.Create(CultureInfo.InvariantCulture, $"past due {timer.IsPastDue}, last {timer.ScheduleStatus!.Last:HH:mm:ss}, next {timer.ScheduleStatus.Next:HH:mm:ss}"));
    }

    public sealed class EverySecond(Calls calls)
    {
        [Function("EverySecond")]
        public async Task RunAsync([TimerTrigger("* * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            calls.Add(timer.ScheduleStatus is null ? "no status" : "status");
            await calls.WaitAtTheDoorAsync(cancellationToken);
        }
    }

    public sealed class FailsTwice(Calls calls)
    {
        [Function("FailsTwice")]
        [FixedDelayRetry(5, "00:00:10")]
        public ValueTask RunAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context)
        {
            calls.Add($"{context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount} {context.InvocationId} {timer.IsPastDue}");
            return context.RetryContext.RetryCount < 2 ? throw new InvalidOperationException("Not yet.") : ValueTask.CompletedTask;
        }
    }

    public sealed class NeverEnds(Calls calls)
    {
        [Function("NeverEnds")]
        public async Task RunAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
        {
            calls.Add($"started {timer.IsPastDue}");
            await calls.WaitAtTheDoorAsync(cancellationToken);
            calls.Add("ended");
        }
    }
}
