using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Replays;

/// <summary>For each request that was written to the lake, and each time a run hands over to its next one: replays.</summary>
public sealed class RunReplayFunction(ReplayRun run)
{
    [Function("RunReplay")]
    public Task RunAsync([BlobTrigger("state/replay-requests/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient request, CancellationToken cancellationToken)
        => run.RunAsync(request, cancellationToken);
}
