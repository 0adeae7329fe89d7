using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Beejan.Functions.Lake;

/// <summary>When each feed last had a good run, and since when it is waited for: <c>state/runs/{source}/{account}.json</c>, <c>….since.json</c>.</summary>
internal static class FeedRuns
{
    /// <summary>The account of a feed that is a whole source.</summary>
    public const string WholeSource = "";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Notes a run that went well. What was noted before is not read: of two runs at once either may stay.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="source">As in <c>sms</c>.</param>
    /// <param name="account">As raw blobs name it; empty: the whole source.</param>
    /// <param name="startedAt">When the run began: what came later may be missing from it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task KeepAsync(LakeStore lake, string source, string account, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        return BlobOf(lake, source, account, ".json").UploadAsync(Write(startedAt), options, cancellationToken);
    }

    /// <returns>Null: it has had none yet.</returns>
    public static Task<DateTimeOffset?> FindLastAsync(LakeStore lake, string source, string account, CancellationToken cancellationToken)
        => ReadAsync(BlobOf(lake, source, account, ".json"), cancellationToken);

    /// <summary>Notes that a feed is waited for from now on, unless it is already: nobody is woken over a feed that has just been set up.</summary>
    public static Task ExpectAsync(LakeStore lake, string source, string account, DateTimeOffset now, CancellationToken cancellationToken)
        => LakeStore.WriteOnceAsync(BlobOf(lake, source, account, ".since.json"), Write(now).ToStream(), "application/json", new Dictionary<string, string>(), cancellationToken);

    /// <returns>Null: nobody has waited for it yet.</returns>
    public static Task<DateTimeOffset?> FindSinceAsync(LakeStore lake, string source, string account, CancellationToken cancellationToken)
        => ReadAsync(BlobOf(lake, source, account, ".since.json"), cancellationToken);

    private static BlobClient BlobOf(LakeStore lake, string source, string account, string extension)
        => lake.State.GetBlobClient($"runs/{source}/{(account.Length == 0 ? RawName.NoAccount : account)}{extension}");

    private static BinaryData Write(DateTimeOffset at) => new(JsonSerializer.SerializeToUtf8Bytes(new Moment(at.ToUniversalTime()), Format));

    private static async Task<DateTimeOffset?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<Moment>(Format)?.At;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private sealed record Moment(DateTimeOffset At);
}
