using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>For each clean file: takes its rows into the warehouse.</summary>
public sealed class LoadCallLogsFunction(LoadStage stage)
{
    [Function("LoadCallLogs")]
    public Task RunAsync([BlobTrigger("clean/calllogs/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient clean, CancellationToken cancellationToken)
        => stage.RunAsync(clean, CallLogsSource.Name, cancellationToken);
}
