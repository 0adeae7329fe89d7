using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>Every quarter of an hour: runs again what an event lost or a broken world stopped.</summary>
public sealed class ReconcileFunction(Sweep sweep)
{
    [Function("Reconcile")]
    [FixedDelayRetry(2, "00:01:00")]
    public Task RunAsync([TimerTrigger("%Operations:ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
        => sweep.RunAsync(cancellationToken);
}
