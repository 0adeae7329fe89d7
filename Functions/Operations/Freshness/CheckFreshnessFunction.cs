using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>Every five minutes: whether each feed is as fresh as it promises.</summary>
public sealed class CheckFreshnessFunction(FreshnessCheck check)
{
    [Function("CheckFreshness")]
    [FixedDelayRetry(2, "00:01:00")]
    public Task RunAsync([TimerTrigger("%Operations:CheckSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
        => check.RunAsync(cancellationToken);
}
