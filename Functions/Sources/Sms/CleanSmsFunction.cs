using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Sms;

/// <summary>For each raw page: reads its messages into a clean file, and what breaks the contract into rejects.</summary>
public sealed class CleanSmsFunction(SmsCleaner cleaner)
{
    [Function("CleanSms")]
    public Task RunAsync([BlobTrigger("raw/sms/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient raw, CancellationToken cancellationToken)
        => cleaner.RunAsync(raw, cancellationToken);
}
