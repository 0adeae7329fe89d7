using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Demo;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>A raw blob with one delivery of one comment, as the intake writes it.</summary>
internal static class RawFrame
{
    /// <returns>When the storage had answered.</returns>
    public static async Task<long> WriteAsync(BlobContainerClient raw, string commentId, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var delivery = Webhook.Meta(Encoding.UTF8.GetBytes(
            $$$"""{"object":"page","entry":[{"id":"1001","time":{{{now.ToUnixTimeSeconds()}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"{{{commentId}}}","post_id":"1001_p1","parent_id":"1001_p1","from":{"id":"2001","name":"Emeka N."},"message":"No network for Surulere since morning","created_time":{{{now.ToUnixTimeSeconds()}}}}}]}]}"""));
        var headers = delivery.Headers.ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value);
        var line = new SocialFrame(now, delivery.Platform, headers, delivery.Body).ToLine();
        var name = RawName.Create(SocialSource.Name, now, delivery.Platform, SHA256.HashData(line), "ndjson");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = name.Account,
        };
        await LakeStore.WriteOnceAsync(raw.GetBlobClient(name.BlobName), new MemoryStream(line), "application/x-ndjson", metadata, ct);
        return Stopwatch.GetTimestamp();
    }
}
