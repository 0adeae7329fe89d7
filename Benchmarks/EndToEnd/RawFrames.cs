using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Demo;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>A raw blob with deliveries of one comment each, as the intake writes it.</summary>
internal static class RawFrames
{
    /// <returns>When the storage had answered.</returns>
    public static async Task<long> WriteAsync(BlobContainerClient raw, IEnumerable<string> commentIds, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        byte[] lines = [.. commentIds.SelectMany(id => Frame(id, now).ToLine())];
        var name = RawName.Create(SocialSource.Name, now, "meta", SHA256.HashData(lines), "ndjson");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = name.Account,
        };
        await LakeStore.WriteOnceAsync(raw.GetBlobClient(name.BlobName), new MemoryStream(lines), "application/x-ndjson", metadata, ct);
        return Stopwatch.GetTimestamp();
    }

    private static SocialFrame Frame(string commentId, DateTimeOffset now)
    {
        var delivery = Webhook.Meta(Encoding.UTF8.GetBytes(
            $$$"""{"object":"page","entry":[{"id":"1001","time":{{{now.ToUnixTimeSeconds()}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"{{{commentId}}}","post_id":"1001_p1","parent_id":"1001_p1","from":{"id":"2001","name":"Emeka N."},"message":"No network for Surulere since morning","created_time":{{{now.ToUnixTimeSeconds()}}}}}]}]}"""));
        return new(now, delivery.Platform, delivery.Headers.ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value), delivery.Body);
    }
}
