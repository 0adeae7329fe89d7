using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Every 15 minutes: takes the rows of the website's table that changed since the last run.</summary>
public sealed class IngestFormsFunction(FormsExtract extract)
{
    [Function("IngestForms")]
    [ExponentialBackoffRetry(4, "00:00:05", "00:05:00")]
    public Task RunAsync([TimerTrigger("%Forms:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
        => extract.IngestAsync(cancellationToken);
}
