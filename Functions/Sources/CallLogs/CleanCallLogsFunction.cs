using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>For each raw export: reads its records into a clean file, and what breaks the contract into rejects.</summary>
public sealed class CleanCallLogsFunction(CallLogCleaner cleaner)
{
    [Function("CleanCallLogs")]
    public Task RunAsync([BlobTrigger("raw/calllogs/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient raw, CancellationToken cancellationToken)
        => cleaner.RunAsync(raw, cancellationToken);
}
