using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Forms;

/// <summary>For each clean file: takes its rows into the warehouse.</summary>
public sealed class LoadFormsFunction(LoadStage stage)
{
    [Function("LoadForms")]
    public Task RunAsync([BlobTrigger("clean/forms/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient clean, CancellationToken cancellationToken)
        => stage.RunAsync(clean, FormsSource.Name, cancellationToken);
}
