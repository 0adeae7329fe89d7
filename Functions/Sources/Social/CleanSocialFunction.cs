using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Social;

/// <summary>For each raw delivery: reads its events into a clean file, and what breaks the contract into rejects.</summary>
public sealed class CleanSocialFunction(SocialCleaner cleaner)
{
    [Function("CleanSocial")]
    public Task RunAsync([BlobTrigger("raw/social/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient raw, CancellationToken cancellationToken)
        => cleaner.RunAsync(raw, cancellationToken);
}
