using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Beejan.Functions.Lake;

/// <summary>The lake's containers, and the two ways in which anything is ever written to them: once, or when it differs.</summary>
public sealed class LakeStore
{
    /// <param name="configuration">Settings Lake and Landing.</param>
    /// <param name="telemetry">Hears of cursors that move; null: nobody listens.</param>
    public LakeStore(IConfiguration configuration, PipelineTelemetry? telemetry = null)
    {
        Telemetry = telemetry ?? PipelineTelemetry.Nowhere;
        var lake = new LakeConnection(configuration, "Lake");
        var blobs = lake.Blobs();
        Raw = blobs.GetBlobContainerClient("raw");
        Clean = blobs.GetBlobContainerClient("clean");
        Rejects = blobs.GetBlobContainerClient("rejects");
        State = blobs.GetBlobContainerClient("state");

        var landing = new LakeConnection(configuration, "Landing");
        Landing = (landing.IsConfigured ? landing.Blobs() : blobs).GetBlobContainerClient("landing");

        // Where the host puts blobs that it gave up on: in the account of the trigger's connection.
        Poison = lake.Queues().GetQueueClient("webjobs-blobtrigger-poison");
    }

    public BlobContainerClient Landing { get; }

    public BlobContainerClient Raw { get; }

    public BlobContainerClient Clean { get; }

    public BlobContainerClient Rejects { get; }

    public BlobContainerClient State { get; }

    public Azure.Storage.Queues.QueueClient Poison { get; }

    internal PipelineTelemetry Telemetry { get; }

    /// <exception cref="LakeUnavailableException">The storage doesn't answer, or refuses us.</exception>
    public async Task CreateContainersAsync(CancellationToken cancellationToken)
    {
        foreach (var container in new[] { Landing, Raw, Clean, Rejects, State })
        {
            try
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException) // the SDK's word for "tried several times"
            {
                throw new LakeUnavailableException(container.Uri, e);
            }
        }
    }

    /// <summary>Writes a blob that must not change any more.</summary>
    /// <returns>False when it is there already: its name is computed from its bytes, so it is the same.</returns>
    public static async Task<bool> WriteOnceAsync(BlobClient blob, Stream content, string contentType, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = metadata,
            };
            await blob.UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Writes a file that is computed from other blobs; identical content is left alone, so that nothing downstream runs again.</summary>
    internal static async Task<bool> WriteIfChangedAsync(BlobClient blob, TempFile file, string contentType, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToHexStringLower(await file.HashAsync(cancellationToken));
        metadata[BlobMetadata.Sha256] = sha256;

        // Almost all are new: to ask first would be a request more for each of them.
        if (await WriteOnceAsync(blob, file.Stream, contentType, metadata, cancellationToken))
        {
            return true;
        }

        if (await ReadHashAsync(blob, cancellationToken) == sha256)
        {
            return false;
        }

        file.Stream.Position = 0;
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType }, Metadata = metadata };
        await blob.UploadAsync(file.Stream, options, cancellationToken);
        return true;
    }

    private static async Task<string?> ReadHashAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.Metadata.TryGetValue(BlobMetadata.Sha256, out var hash) ? hash : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
