using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>One sweep: what it may still do, and what it has found.</summary>
internal sealed class SweepRun(LakeStore lake, RuleFiles rules, string build, TimeSpan after, TimeSpan budget, PipelineTelemetry telemetry, TimeProvider clock, ILogger logger)
{
    private readonly DateTimeOffset _begun = clock.GetUtcNow();
    private readonly long _started = clock.GetTimestamp();
    private readonly GapRecords _records = new(lake);
    private readonly PoisonQueue _queue = new(lake);
    private readonly PoisonFindings _poison = new(lake);
    private readonly Dictionary<string, Recurrence> _gaps = [];
    private long _healed;
    private long _left;

    private bool IsOver => clock.GetElapsedTime(_started) > budget;

    private Healing Healing => new(_records, build, _begun, clock, telemetry, logger);

    private StuckReplays Replays => new(lake, _records, build, clock, logger);

    /// <summary>Reads the poison queue. Messages that are no stage's and no source's stay, and are named.</summary>
    public async Task<IReadOnlyList<PoisonedBlob>> ReadPoisonAsync(IReadOnlyList<StageGaps> stages, IEnumerable<LakeSource> sources, CancellationToken cancellationToken)
    {
        var all = await _queue.ReadAsync(cancellationToken);
        foreach (var blob in all.Where(blob => !Replays.IsAbout(blob.Message) && !stages.Any(stage => sources.Any(source => stage.IsAbout(blob.Message, source)))))
        {
            _poison.Add(blob.Message.Function.Length > 0 ? blob.Message.Function : "unknown", blob);
        }

        return all;
    }

    /// <summary>Runs again what the host gave up on. What went well, or had done so meanwhile, leaves the queue.</summary>
    public async Task HealPoisonedAsync(StageGaps stage, LakeSource source, IReadOnlyList<PoisonedBlob> poison, CancellationToken cancellationToken)
    {
        foreach (var messages in poison.Where(blob => stage.IsAbout(blob.Message, source)).OrderBy(blob => blob.At).GroupBy(blob => blob.Message.Name))
        {
            if (IsOver)
            {
                return;
            }

            var isClosed = await stage.IsClosedAsync(source, messages.Key, cancellationToken) || await HealAsync(stage, source, messages.Key, "Poison", cancellationToken) == HealingOutcome.Healed;
            await CloseAsync(messages, isClosed, source.Name, cancellationToken);
        }
    }

    /// <summary>Runs again what was left behind without a word.</summary>
    public async Task HealGapsAsync(StageGaps stage, LakeSource source, CancellationToken cancellationToken)
    {
        await foreach (var gap in stage.FindAsync(source, _begun - after, cancellationToken))
        {
            if (IsOver)
            {
                Log.SweepCutShort(logger, budget, _healed);
                return;
            }

            var path = stage.PathOf(gap.Name);
            if (!_poison.Contains(path) && await HealAsync(stage, source, gap.Name, "LostEvent", cancellationToken) == HealingOutcome.Left)
            {
                _left++;
                GapsOf(source).AddLeft(path, gap.Since);
            }
        }
    }

    /// <summary>Sends replays on that stand still.</summary>
    public async Task SendReplaysOnAsync(IReadOnlyList<PoisonedBlob> poison, CancellationToken cancellationToken)
    {
        foreach (var messages in poison.Where(blob => Replays.IsAbout(blob.Message)).GroupBy(blob => blob.Message.Name))
        {
            await CloseAsync(messages, await Replays.SendOnAsync(messages.First().Message, cancellationToken), messages.First().Message.Function, cancellationToken);
        }

        await Replays.SendOnAsync(_begun - after, cancellationToken);
    }

    /// <summary>Says what somebody has to look at.</summary>
    public async Task ReportAsync(IEnumerable<LakeSource> sources, CancellationToken cancellationToken)
    {
        foreach (var finding in await _poison.DescribeAsync(cancellationToken))
        {
            telemetry.Track(finding);
            telemetry.Gauge(PipelineMetric.PoisonedBlobs, finding.Rows, finding.Feed, "");
        }

        foreach (var source in sources)
        {
            foreach (var container in new[] { lake.Raw.Name, lake.Clean.Name })
            {
                await foreach (var (path, record) in _records.ListAsync(container, source.Name, cancellationToken))
                {
                    GapsOf(source).AddHealed(path, record);
                }
            }

            foreach (var finding in GapsOf(source).Findings())
            {
                telemetry.Track(finding);
            }
        }

        Log.Swept(logger, clock.GetElapsedTime(_started), _healed, _left, _poison.Blobs);
    }

    // Their messages leave the queue, or are told of.
    private async Task CloseAsync(IEnumerable<PoisonedBlob> messages, bool isClosed, string feed, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            if (isClosed)
            {
                await _queue.DeleteAsync(message, cancellationToken);
            }
            else
            {
                _poison.Add(feed, message);
            }
        }
    }

    private async Task<HealingOutcome> HealAsync(StageGaps stage, LakeSource source, string name, string cause, CancellationToken cancellationToken)
    {
        var outcome = await Healing.RunAsync(stage, source, name, cause, source.RuleVersion + rules.Version, cancellationToken);
        _healed += outcome == HealingOutcome.Healed ? 1 : 0;
        return outcome;
    }

    private Recurrence GapsOf(LakeSource source)
    {
        if (!_gaps.TryGetValue(source.Name, out var gaps))
        {
            _gaps.Add(source.Name, gaps = new Recurrence(source.Name, _begun));
        }

        return gaps;
    }
}
