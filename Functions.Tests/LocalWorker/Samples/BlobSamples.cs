using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

public static class BlobSamples
{
    public sealed class Reads(Calls calls)
    {
        [Function("Reads")]
        public async Task RunAsync([BlobTrigger("%Container%/in/{name}", Connection = "Lake")] BlobClient blob, string name, CancellationToken cancellationToken)
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            calls.Add($"{name}={content.Value.Content}");
        }
    }

    public sealed class Splits(Calls calls)
    {
        [Function("Splits")]
        public void Run([BlobTrigger("%Container%/split/{day}/{stem}.{kind}")] BlockBlobClient blob, string day, string stem, string kind, FunctionContext context) =>
            calls.Add($"{blob.Name}: {day} {stem} {kind} {context.BindingContext.BindingData["BlobTrigger"]}");
    }

    public sealed class Fails(Calls calls)
    {
        [Function("Fails")]
        public Task RunAsync([BlobTrigger("%Container%/bad/{name}", Connection = "Lake")] BlobClient blob, FunctionContext context)
        {
            calls.Add($"{blob.Name} {context.InvocationId}");
            throw new InvalidOperationException("This function always fails.");
        }
    }

    public sealed class Waits(Calls calls)
    {
        [Function("Waits")]
        public async Task RunAsync([BlobTrigger("%Container%/slow/{name}", Connection = "Lake")] BlobClient blob, CancellationToken cancellationToken)
        {
            await calls.WaitAtTheDoorAsync(cancellationToken);
            calls.Add(blob.Name);
        }
    }

    public sealed class FailsOnceDeleted(Calls calls)
    {
        [Function("FailsOnceDeleted")]
        public async Task RunAsync([BlobTrigger("%Container%/gone/{name}", Connection = "Lake")] BlobClient blob, CancellationToken cancellationToken)
        {
            await blob.DeleteAsync(cancellationToken: cancellationToken);
            calls.Add(blob.Name);
            await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
    }
}
