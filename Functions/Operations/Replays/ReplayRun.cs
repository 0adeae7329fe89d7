using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Replays;

/// <summary>
/// Runs a replay, blob after blob. May be killed anywhere and run again, or twice at once: what is done is not done twice,
/// and not counted twice. Cursors are nothing to it: they say what was fetched, and nothing is fetched.
/// </summary>
public sealed class ReplayRun
{
    // Together with the minutes that one load may ride out, less than a function may run (host.json).
    internal static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(1);

    private readonly LakeStore _lake;
    private readonly PipelineTelemetry _telemetry;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReplayRun> _logger;
    private readonly EarlierRejects _earlier;
    private readonly ReplayScope _scope;
    private readonly BlobReplay _blobs;

    public ReplayRun(
        LakeStore lake, IWarehouse warehouse, RuleFiles rules, IEnumerable<LakeSource> sources, PipelineTelemetry telemetry, TimeProvider clock, ILogger<ReplayRun> logger)
    {
        _lake = lake;
        _telemetry = telemetry;
        _clock = clock;
        _logger = logger;
        _earlier = new EarlierRejects(lake);
        _scope = new ReplayScope(lake, sources);
        _blobs = new BlobReplay(lake, warehouse, rules, _earlier);
    }

    /// <param name="blob">The request.</param>
    /// <param name="cancellationToken">Ends the run, which goes on when the host runs it again.</param>
    public async Task RunAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var id = ReplayRequest.IdOf(blob.Name);
        var request = await ReplayRequest.ReadAsync(blob, cancellationToken);
        await ReplayRecord.CreateAsync(_lake, ReplayProgress.Of(id, request), cancellationToken);
        var record = await ReplayRecord.FindAsync(_lake, id, cancellationToken) ?? throw new InvalidOperationException($"The progress of replay {id} is gone: ask for it anew.");
        if (record.Progress.State == ReplayProgress.Done)
        {
            return;
        }

        try
        {
            await GoOnAsync(blob, request, record, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var error = $"{e.GetType().Name}: the host tries again some times. What is done is not done twice: ask for the same replay again when the cause is mended.";
            await record.TrySaveAsync(record.Progress with { State = ReplayProgress.Failed, Error = error }, cancellationToken);
            throw;
        }
    }

    private async Task GoOnAsync(BlobClient blob, ReplayRequest request, ReplayRecord record, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var progress = record.Progress with { State = ReplayProgress.Running, Error = null };
        if (!await SaveAsync(record, progress, cancellationToken))
        {
            return;
        }

        var saved = started;
        await foreach (var next in _scope.ListAsync(request, progress.Place, cancellationToken))
        {
            progress = await ReplayAsync(progress, request, next, cancellationToken);
            var isOver = _clock.GetElapsedTime(started) >= LongestRun;
            if (isOver || _clock.GetElapsedTime(saved) >= BetweenSaves)
            {
                if (!await SaveAsync(record, progress, cancellationToken))
                {
                    return;
                }

                saved = _clock.GetTimestamp();
            }

            if (isOver)
            {
                await HandOverAsync(blob, request, progress, cancellationToken);
                return;
            }
        }

        // First the figures of all blobs, then what they were made of may go.
        if (await SaveAsync(record, progress, cancellationToken))
        {
            await _earlier.ForgetAsync(progress.Id, cancellationToken);
            await FinishAsync(request, record, progress, cancellationToken);
        }
    }

    private async Task<ReplayProgress> ReplayAsync(ReplayProgress progress, ReplayRequest request, ScopedBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            return progress.With(blob.Name, await _blobs.RunAsync(progress.Id, request, blob, cancellationToken));
        }
        catch (Exception e) when (!Outage.Is(e))
        {
            var path = (request.Stage == ReplayStage.Raw ? "raw/" : "clean/") + blob.Name;
            Log.ReplayedBlobFailed(_logger, progress.Id, path, e);
            return progress.WithFailed(blob.Name, path, e);
        }
    }

    private async Task<bool> SaveAsync(ReplayRecord record, ReplayProgress progress, CancellationToken cancellationToken)
    {
        if (await record.TrySaveAsync(progress, cancellationToken))
        {
            return true;
        }

        Log.ReplayOvertaken(_logger, progress.Id);
        return false;
    }

    private async Task HandOverAsync(BlobClient blob, ReplayRequest request, ReplayProgress progress, CancellationToken cancellationToken)
    {
        var next = request with { Continued = request.Continued + 1 };
        await blob.UploadAsync(next.ToJson(), overwrite: true, cancellationToken);
        Log.ReplayContinues(_logger, progress.Id, progress.Blobs + progress.Current + progress.FailedBlobs, LongestRun);
    }

    private async Task FinishAsync(ReplayRequest request, ReplayRecord record, ReplayProgress progress, CancellationToken cancellationToken)
    {
        var done = progress with { State = ReplayProgress.Done, FinishedAt = _clock.GetUtcNow() };
        if (!await SaveAsync(record, done, cancellationToken))
        {
            return;
        }

        var source = request.Source ?? request.Blob?.Split('/')[1] ?? "";
        _telemetry.Track(new ReplayFinished(source, done.Id, done.IsDryRun, done.Blobs, done.Inserted, done.Updated, done.Superseded, done.Rejected, done.Fixed, done.StillBad) { FailedBlobs = done.FailedBlobs });
        Log.ReplayFinished(
            _logger, done.Id, done.Scope, done.IsDryRun, done.Blobs, done.Current, done.FailedBlobs, done.Inserted, done.Updated, done.Superseded, done.Rejected, done.Fixed, done.StillBad);
    }
}
