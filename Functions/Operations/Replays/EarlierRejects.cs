using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>
/// The rejects of older rules, which newer ones remove from the lake. A replay keeps their numbers until it has ended, so
/// that one that was killed in between knows still what it is about to compare with.
/// </summary>
internal sealed class EarlierRejects(LakeStore lake)
{
    private const string Prefix = "replay-rejects/";

    /// <summary>What older rules rejected of a raw blob; empty where they rejected nothing, or never read it.</summary>
    /// <param name="raw">The raw blob.</param>
    /// <param name="older">The newest of the older rule versions that have read it; null: there is none.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Stream> OpenAsync(RawName raw, int? older, CancellationToken cancellationToken)
        => older is { } version ? await OpenAsync(lake.Rejects.GetBlobClient(raw.DerivedName(version, "jsonl")), cancellationToken) : Stream.Null;

    /// <summary>Keeps the numbers of what older rules rejected.</summary>
    public async Task KeepAsync(string id, RawName raw, int? older, CancellationToken cancellationToken)
    {
        await using var rejects = await OpenAsync(raw, older, cancellationToken);
        if (rejects == Stream.Null)
        {
            return;
        }

        await using var numbers = TempFile.Create(".jsonl");
        await RejectedRecord.WriteAsync(RejectedRecord.ReadAsync(rejects, cancellationToken), numbers.Stream, cancellationToken);
        await numbers.Stream.FlushAsync(cancellationToken);
        numbers.Stream.Position = 0;
        await LakeStore.WriteOnceAsync(KeptOf(id, raw), numbers.Stream, "application/x-ndjson", new Dictionary<string, string>(), cancellationToken);
    }

    public Task<Stream> OpenKeptAsync(string id, RawName raw, CancellationToken cancellationToken) => OpenAsync(KeptOf(id, raw), cancellationToken);

    /// <summary>Removes what a replay that has come to its end has kept.</summary>
    public async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var kept in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{Prefix}{id}/" }, cancellationToken))
        {
            await lake.State.GetBlobClient(kept.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    private BlobClient KeptOf(string id, RawName raw) => lake.State.GetBlobClient($"{Prefix}{id}/{raw.DerivedStem}.jsonl");

    private static async Task<Stream> OpenAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return Stream.Null;
        }
    }
}
