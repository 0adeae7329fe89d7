using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using LocalWorker.Functions;

namespace LocalWorker.Blobs;

/// <summary>Where the host puts a blob whose function failed too often: in the account of the trigger's connection.</summary>
internal sealed class PoisonQueue(QueueServiceClient queues, LocalFunction function)
{
    internal const string Name = "webjobs-blobtrigger-poison";

    private readonly QueueClient _queue = queues.GetQueueClient(Name);

    internal async Task SendAsync(string container, FoundBlob blob)
    {
        await _queue.CreateIfNotExistsAsync();
        var message = new Message("BlobTrigger", function.HostName, $"{blob.Type}Blob", container, blob.Name, blob.ETag);
        await _queue.SendMessageAsync(JsonSerializer.Serialize(message, PoisonJson.Default.Message), timeToLive: Forever);
    }

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    internal sealed record Message(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
}

[JsonSerializable(typeof(PoisonQueue.Message))]
internal sealed partial class PoisonJson : JsonSerializerContext;
