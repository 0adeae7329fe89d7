using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Forms;

/// <summary>For each raw extract: reads its rows into a clean file, and what breaks the contract into rejects.</summary>
public sealed class CleanFormsFunction(FormsCleaner cleaner)
{
    [Function("CleanForms")]
    public Task RunAsync([BlobTrigger("raw/forms/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient raw, CancellationToken cancellationToken)
        => cleaner.RunAsync(raw, cancellationToken);
}
