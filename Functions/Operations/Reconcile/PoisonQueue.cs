using Azure;
using Azure.Storage.Queues.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>The whole of the poison queue. A queue shows no more than 32 messages without taking them, so they are taken, and given back at once.</summary>
internal sealed class PoisonQueue(LakeStore lake)
{
    private const int Batch = 32; // the most that a queue hands out

    // The rest is for the next sweep: more than these is no sweep's business, but somebody's.
    private const int MostRead = 10_000;

    // While they are read. Whoever is killed meanwhile has given them back after it.
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<PoisonedBlob>> ReadAsync(CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, QueueMessage>();
        try
        {
            while (taken.Count < MostRead && (await lake.Poison.ReceiveMessagesAsync(Batch, Taken, cancellationToken)).Value is { Length: > 0 } batch)
            {
                if (batch.Count(message => !taken.TryAdd(message.MessageId, message)) == batch.Length)
                {
                    break; // it took so long that the first are there again
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == 404) // the host makes the queue when it first needs it
        {
            return [];
        }

        var blobs = new List<PoisonedBlob>();
        foreach (var message in taken.Values)
        {
            var given = await lake.Poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, cancellationToken);
            blobs.Add(new PoisonedBlob(PoisonMessage.Read(message.Body), message.MessageId, given.Value.PopReceipt, message.InsertedOn ?? DateTimeOffset.MinValue));
        }

        return blobs;
    }

    /// <summary>Deletes a message, unless another sweep has taken it meanwhile: then it is that one's.</summary>
    public async Task DeleteAsync(PoisonedBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            await lake.Poison.DeleteMessageAsync(blob.Id, blob.Receipt, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.PopReceiptMismatch || e.ErrorCode == QueueErrorCode.MessageNotFound)
        {
            return;
        }
    }
}
