using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using LocalWorker.Functions;
using LocalWorker.Storage;

namespace LocalWorker.Blobs;

internal sealed record BlobBinding(BlobPattern Pattern, StorageConnection Connection) : FunctionTrigger
{
    internal override string Type => "blobTrigger";

    internal override IReadOnlyList<Type> ParameterTypes => [typeof(BlobClient), typeof(BlockBlobClient)];

    internal override IReadOnlyCollection<string> Names => Pattern.Names;
}
