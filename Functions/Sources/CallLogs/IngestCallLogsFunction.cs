using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Every 12 hours: takes the exports that were dropped since the last run.</summary>
public sealed class IngestCallLogsFunction(CallLogsLanding landing)
{
    [Function("IngestCallLogs")]
    [ExponentialBackoffRetry(4, "00:00:05", "00:05:00")]
    public Task RunAsync([TimerTrigger("%CallLogs:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
        => landing.IngestAsync(cancellationToken);
}
