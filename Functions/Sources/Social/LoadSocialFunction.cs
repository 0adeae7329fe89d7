using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Social;

/// <summary>For each clean file: takes its rows into the warehouse.</summary>
public sealed class LoadSocialFunction(LoadStage stage)
{
    [Function("LoadSocial")]
    public Task RunAsync([BlobTrigger("clean/social/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient clean, CancellationToken cancellationToken)
        => stage.RunAsync(clean, SocialSource.Name, cancellationToken);
}
