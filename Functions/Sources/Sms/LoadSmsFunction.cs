using Azure.Storage.Blobs;
using Beejan.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Sms;

/// <summary>For each clean file: takes its rows into the warehouse.</summary>
public sealed class LoadSmsFunction(LoadStage stage)
{
    [Function("LoadSms")]
    public Task RunAsync([BlobTrigger("clean/sms/{name}", Connection = "Lake", Source = BlobEvents.Source)] BlobClient clean, CancellationToken cancellationToken)
        => stage.RunAsync(clean, SmsSource.Name, cancellationToken);
}
