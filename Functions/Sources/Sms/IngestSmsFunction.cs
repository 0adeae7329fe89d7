using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Every 15 minutes: fetches the messages that came in since the last run.</summary>
public sealed class IngestSmsFunction(SmsIngest ingest)
{
    [Function("IngestSms")]
    [ExponentialBackoffRetry(4, "00:00:05", "00:05:00")]
    public Task RunAsync([TimerTrigger("%Sms:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
        => ingest.RunAsync(cancellationToken);
}
