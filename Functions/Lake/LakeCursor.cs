using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;

namespace Beejan.Functions.Lake;

/// <summary>
/// How far an ingest has come, as JSON in container <c>state</c>. It is moved only after the raw bytes are durable, and
/// only from the state it was read in: a run that was overtaken fails instead of setting it back.
/// </summary>
/// <typeparam name="T">What the source keeps.</typeparam>
internal sealed class LakeCursor<T>
    where T : class, new()
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly PipelineTelemetry _telemetry;
    private readonly string _name;
    private readonly BlobClient _blob;
    private ETag? _etag;

    private LakeCursor(PipelineTelemetry telemetry, string name, BlobClient blob, ETag? etag, T value)
    {
        _telemetry = telemetry;
        _name = name;
        _blob = blob;
        _etag = etag;
        Value = value;
    }

    public T Value { get; private set; }

    /// <param name="lake">The lake.</param>
    /// <param name="name">The cursor's name, as in <c>calllogs</c> or <c>sms/AC…</c>: the source comes first.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<LakeCursor<T>> ReadAsync(LakeStore lake, string name, CancellationToken cancellationToken)
    {
        var blob = lake.State.GetBlobClient($"cursors/{name}.json");
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            var value = content.Value.Content.ToObjectFromJson<T>(Format)
                ?? throw new InvalidDataException($"Cursor {blob.Name} in container state holds no JSON object. Restore it from soft delete, or delete it to read everything again.");
            return new LakeCursor<T>(lake.Telemetry, name, blob, content.Value.Details.ETag, value);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new LakeCursor<T>(lake.Telemetry, name, blob, null, new T());
        }
    }

    /// <exception cref="RequestFailedException">Status 412 or 409: another run moved the cursor meanwhile. The next run goes on from there.</exception>
    public async Task MoveAsync(T value, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = _etag is { } etag ? new BlobRequestConditions { IfMatch = etag } : new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        var written = await _blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(value, Format)), options, cancellationToken);
        _etag = written.Value.ETag;
        Value = value;
        _telemetry.Track(new CursorMoved(_name.Split('/')[0], _name));
    }
}
