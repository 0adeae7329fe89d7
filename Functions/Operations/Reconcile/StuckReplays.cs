using Azure;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>
/// Replays that stand still, because an event was lost or a broken world outlasted the host's tries. Their request is written
/// once more, as it is, which is a new event; the run goes on where the last one came to. No oftener than <see cref="GapRecord.MayTry"/>.
/// </summary>
internal sealed class StuckReplays(LakeStore lake, GapRecords records, string build, TimeProvider clock, ILogger logger)
{
    // What stood still for longer nobody waits for; and what is over by then need not be opened.
    private static readonly TimeSpan Watched = TimeSpan.FromDays(2);

    /// <summary>Whether a message is about a replay's request.</summary>
    public bool IsAbout(PoisonMessage message)
        => message.Container == lake.State.Name && message.Name.StartsWith(ReplayRequest.Prefix, StringComparison.Ordinal) && message.Name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Sends on those that are about to run, and have neither moved nor been sent on since.</summary>
    public async Task SendOnAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await foreach (var progress in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = ReplayRecord.Prefix }, cancellationToken))
        {
            var id = progress.Name[ReplayRecord.Prefix.Length..^".json".Length];
            if (progress.Properties.LastModified < since && progress.Properties.LastModified > since - Watched
                && await ReplayRecord.FindAsync(lake, id, cancellationToken) is { Progress.State: ReplayProgress.Waiting or ReplayProgress.Running })
            {
                await SendAsync(ReplayRequest.NameOf(id), since, cancellationToken);
            }
        }
    }

    /// <summary>Sends one on that the host gave up on.</summary>
    /// <returns>Whether the host's message has nothing more to say: the replay is sent on, over, or gone.</returns>
    public async Task<bool> SendOnAsync(PoisonMessage message, CancellationToken cancellationToken)
        => await ReplayRecord.FindAsync(lake, ReplayRequest.IdOf(message.Name), cancellationToken) is { Progress.State: ReplayProgress.Done }
            || await SendAsync(message.Name, clock.GetUtcNow(), cancellationToken);

    private async Task<bool> SendAsync(string name, DateTimeOffset notSince, CancellationToken cancellationToken)
    {
        var path = $"{lake.State.Name}/{name}";
        var record = await records.FindAsync(path, cancellationToken);
        var now = clock.GetUtcNow();
        if (record.TriedAt > notSince || !record.MayTry(build, now))
        {
            return false;
        }

        try
        {
            var blob = lake.State.GetBlobClient(name);
            var request = (await blob.DownloadContentAsync(cancellationToken)).Value;
            await records.KeepAsync(path, record.Try(build, now), cancellationToken);
            await blob.UploadAsync(request.Content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = request.Details.ETag } }, cancellationToken);
            Log.ReplaySentOn(logger, ReplayRequest.IdOf(name));
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412) // somebody has withdrawn it, or its run has just gone on
        {
            return true;
        }
    }
}
