using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>The progress of one replay in the lake: changed only from the state it was read in, so that of two runs one goes on.</summary>
internal sealed class ReplayRecord
{
    public const string Prefix = "replays/";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly BlobClient _blob;
    private ETag _etag;

    private ReplayRecord(BlobClient blob, ETag etag, ReplayProgress progress)
    {
        _blob = blob;
        _etag = etag;
        Progress = progress;
    }

    public ReplayProgress Progress { get; private set; }

    /// <summary>Keeps a first progress where there is none.</summary>
    public static Task CreateAsync(LakeStore lake, ReplayProgress first, CancellationToken cancellationToken)
        => LakeStore.WriteOnceAsync(BlobOf(lake, first.Id), ToJson(first).ToStream(), "application/json", new Dictionary<string, string>(), cancellationToken);

    /// <returns>Null: there is no such replay.</returns>
    public static async Task<ReplayRecord?> FindAsync(LakeStore lake, string id, CancellationToken cancellationToken)
    {
        var blob = BlobOf(lake, id);
        try
        {
            var content = (await blob.DownloadContentAsync(cancellationToken)).Value;
            var progress = content.Content.ToObjectFromJson<ReplayProgress>(Format)
                ?? throw new InvalidDataException($"state/{blob.Name} holds no progress of a replay: delete it, and ask for the replay anew.");
            return new ReplayRecord(blob, content.Details.ETag, progress);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <returns>False: another run has come further, and nothing was kept.</returns>
    public async Task<bool> TrySaveAsync(ReplayProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfMatch = _etag },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            };
            _etag = (await _blob.UploadAsync(ToJson(progress), options, cancellationToken)).Value.ETag;
            Progress = progress;
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private static BlobClient BlobOf(LakeStore lake, string id) => lake.State.GetBlobClient($"{Prefix}{id}.json");

    private static BinaryData ToJson(ReplayProgress progress) => new(JsonSerializer.SerializeToUtf8Bytes(progress, Format));
}
