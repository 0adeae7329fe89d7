using Azure.Storage.Blobs;
using LocalWorker.Functions;

namespace LocalWorker.Storage;

/// <summary>The host's own container, with receipts and schedules where the host keeps them.</summary>
internal sealed class HostStorage(string hostId, StorageConnections connections)
{
    internal string HostId => hostId;

    internal BlobContainerClient Container(LocalFunction function) =>
        connections.Get(StorageConnections.Host, function.Name).ListenerBlobs.GetBlobContainerClient("azure-webjobs-hosts");

    internal string TimerStatus(LocalFunction function) => $"timers/{hostId}/{function.HostName}/status";

    internal string Receipts(LocalFunction function) => $"blobreceipts/{hostId}/{function.HostName}/";
}
