using Azure;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations;

/// <summary>The blobs that the host gave up on, as far as a queue lets one look without taking: the first 32.</summary>
internal sealed class PoisonedBlobs
{
    private const int MostPeeked = 32;

    private readonly List<PoisonMessage> _blobs = [];

    /// <summary>All messages in the queue, approximately.</summary>
    public int Total { get; private init; }

    /// <summary>Each blob once, with its container.</summary>
    public IEnumerable<string> Paths => _blobs.Select(blob => $"{blob.Container}/{blob.Name}").Distinct();

    public static async Task<PoisonedBlobs> ReadAsync(LakeStore lake, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await lake.Poison.GetPropertiesAsync(cancellationToken);
            var peeked = await lake.Poison.PeekMessagesAsync(MostPeeked, cancellationToken);
            var poison = new PoisonedBlobs { Total = properties.Value.ApproximateMessagesCount };
            poison._blobs.AddRange(peeked.Value.Select(message => PoisonMessage.Read(message.Body)));
            return poison;
        }
        catch (RequestFailedException e) when (e.Status == 404) // the host makes the queue when it first needs it
        {
            return new PoisonedBlobs();
        }
    }

    /// <summary>The blobs of one source, each once however often it was given up on.</summary>
    public IReadOnlyList<string> Of(string container, string source)
        => [.. _blobs.Where(blob => blob.Container == container && blob.Name.StartsWith(source + "/", StringComparison.Ordinal)).Select(blob => blob.Name).Distinct()];
}
