using Azure;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>Runs blobs again that were left behind, each no oftener than helps.</summary>
/// <param name="records">What was done before.</param>
/// <param name="build">Which code this is; the rules' version is added to it.</param>
/// <param name="begun">When the sweep began.</param>
/// <param name="clock">Tells when each is tried.</param>
/// <param name="telemetry">Hears of what went well.</param>
/// <param name="logger">Hears of all.</param>
internal sealed class Healing(GapRecords records, string build, DateTimeOffset begun, TimeProvider clock, PipelineTelemetry telemetry, ILogger logger)
{
    /// <returns>Whether it went well; if not, the log says why.</returns>
    /// <exception cref="Exception">The world is broken (see <see cref="Outage"/>); the try counts.</exception>
    public async Task<HealingOutcome> RunAsync(StageGaps stage, LakeSource source, string name, string cause, int rules, CancellationToken cancellationToken)
    {
        var path = stage.PathOf(name);
        var record = await records.FindAsync(path, cancellationToken);
        var running = $"{build}.r{rules}";
        if (!record.MayTry(running, clock.GetUtcNow()))
        {
            return HealingOutcome.Left;
        }

        record = record.Try(running, clock.GetUtcNow());
        await records.KeepAsync(path, record, cancellationToken);
        try
        {
            await stage.CloseAsync(source, name, cancellationToken);
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            Log.NotHealed(logger, path, stage.Stage, record.Tries, failure);
            record = failure is RequestFailedException ? record : record.Refuse(); // two that write one blob at once get over it
            await records.KeepAsync(path, record, cancellationToken);
            return record.MayTry(running, clock.GetUtcNow()) ? HealingOutcome.Later : HealingOutcome.Left;
        }

        record = record.Heal(begun);
        await records.KeepAsync(path, record, cancellationToken);
        Log.Healed(logger, path, stage.Stage, cause, record.Healed);
        telemetry.Track(new GapHealed(source.Name, stage.Stage, path, cause, record.Healed));
        return HealingOutcome.Healed;
    }
}
