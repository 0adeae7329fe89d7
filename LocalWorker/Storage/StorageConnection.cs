using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace LocalWorker.Storage;

/// <summary>One storage account as one setting names it.</summary>
internal sealed class StorageConnection
{
    internal StorageConnection(string connectionString)
    {
        Blobs = new BlobServiceClient(connectionString);
        ListenerBlobs = new BlobServiceClient(connectionString, Patience(new BlobClientOptions()));
        Queues = new QueueServiceClient(connectionString, Patience(QueueOptions()));
    }

    internal StorageConnection(Uri blobs, Uri queues, TokenCredential credential)
    {
        Blobs = new BlobServiceClient(blobs, credential);
        ListenerBlobs = new BlobServiceClient(blobs, credential, Patience(new BlobClientOptions()));
        Queues = new QueueServiceClient(queues, credential, Patience(QueueOptions()));
    }

    /// <summary>For functions: the SDK's own defaults, as in Azure.</summary>
    internal BlobServiceClient Blobs { get; }

    internal BlobServiceClient ListenerBlobs { get; }

    internal QueueServiceClient Queues { get; }

    // The host's messages are base64.
    private static QueueClientOptions QueueOptions() => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    // Listeners try again by themselves, and say so in the log.
    private static T Patience<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 1;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }
}
