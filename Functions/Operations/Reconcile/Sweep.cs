using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>
/// Finds what was left behind, by the lake's listings, the manifests and the ledger, and runs it again: events may be lost,
/// and the host gives up on a blob when the world is broken for longer than its tries. May be killed and run again, or twice
/// at once, and beside the functions themselves: the stages may.
/// </summary>
public sealed class Sweep(
    LakeStore lake, IWarehouse warehouse, RuleFiles rules, IEnumerable<LakeSource> sources, IOptions<OperationsOptions> options, PipelineTelemetry telemetry, TimeProvider clock, ILogger<Sweep> logger)
{
    // A load that has begun may ride out four minutes more, and a function may run for ten.
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(5);

    // Another one for other code, the same wherever that is built.
    private static readonly string Build = typeof(Sweep).Module.ModuleVersionId.ToString("N");

    /// <exception cref="Exception">The world is broken; what was run again before stays so.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        StageGaps[] stages = [new CleanGaps(lake), new LoadGaps(lake, warehouse)];
        var run = new SweepRun(lake, rules, Build, options.Value.ReconcileAfter, Budget, telemetry, clock, logger);
        var poison = await run.ReadPoisonAsync(stages, sources, cancellationToken);
        foreach (var stage in stages)
        {
            foreach (var source in sources)
            {
                await run.HealPoisonedAsync(stage, source, poison, cancellationToken);
                await run.HealGapsAsync(stage, source, cancellationToken);
            }
        }

        await run.SendReplaysOnAsync(poison, cancellationToken);
        await run.ReportAsync(sources, cancellationToken);
        await SweepTidying.RunAsync(lake, stages, sources, clock.GetUtcNow(), cancellationToken);
    }
}
