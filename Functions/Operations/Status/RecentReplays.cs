using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;

namespace Beejan.Functions.Operations.Status;

/// <summary>The newest replays, by <c>state/replays/{id}.json</c>, whose names are in the order in which they were asked for.</summary>
internal static class RecentReplays
{
    private const string Prefix = "replays/";

    public static async Task<IReadOnlyList<ReplayProgress>> ReadAsync(LakeStore lake, int most, CancellationToken cancellationToken)
    {
        var names = new Queue<string>();
        await foreach (var blob in lake.State.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Prefix = Prefix, Delimiter = "/" }, cancellationToken))
        {
            if (blob.IsBlob && blob.Blob.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                names.Enqueue(blob.Blob.Name);
            }

            if (names.Count > most)
            {
                names.Dequeue();
            }
        }

        var replays = new List<ReplayProgress>();
        foreach (var name in names.Reverse())
        {
            var content = await lake.State.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            if (content.Value.Content.ToObjectFromJson<ReplayProgress>(JsonSerializerOptions.Web) is { } replay)
            {
                replays.Add(replay);
            }
        }

        return replays;
    }
}
