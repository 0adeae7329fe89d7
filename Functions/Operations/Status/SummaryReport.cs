using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Operations.Status;

/// <summary>Puts together what the page shows. It takes the same time and memory however much the lake holds.</summary>
public sealed class SummaryReport(LakeStore lake, IWarehouse warehouse, IEnumerable<LakeSource> sources, ReadFreshness readFreshness, IOptions<StatusOptions> options, TimeProvider clock)
{
    private const int MostFailures = 20;
    private const int MostReplays = 10;

    private const int DaysOfMany = 14;

    /// <summary>Raw blobs of a source that are walked at most, four pages of a listing: of one that has more, the last days alone.</summary>
    internal int MostBlobs { get; init; } = 20_000;

    internal DateTimeOffset RejectsSince => clock.GetUtcNow().AddDays(-StatusSummary.RejectDays);

    /// <summary>Reads it anew. A warehouse that doesn't answer is part of the answer.</summary>
    public async Task<StatusSummary> ReadAsync(CancellationToken cancellationToken)
    {
        var poison = await PoisonedBlobs.ReadAsync(lake, cancellationToken);
        var fault = await FindFaultAsync(cancellationToken);
        var readings = await Task.WhenAll(sources.Select(source => ReadAsync(source, fault is null ? warehouse : null, poison, cancellationToken)));
        return await BuildAsync(readings, poison, fault, cancellationToken);
    }

    internal async Task<StatusSummary> BuildAsync(IReadOnlyList<SourceReading> readings, PoisonedBlobs poison, string? warehouseFault, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var isThere = warehouseFault is null;
        var notes = await FailureNotes.ListAsync(lake, MostFailures, cancellationToken);
        return new StatusSummary(
            at,
            warehouseFault,
            isThere ? await readFreshness(cancellationToken) : [],
            isThere ? await warehouse.ReadHoursAsync(FirstHour(at), cancellationToken) : [],
            [.. readings.Select(reading => reading.Backlog)],
            [.. readings.SelectMany(reading => reading.Walk.Rejects).OrderByDescending(rejects => rejects.Records).ThenBy(rejects => rejects.Rule, StringComparer.Ordinal)],
            [.. notes.OrderByDescending(note => note.At).Select(note => LastFailure.Of(note, TraceLink.To(options.Value.ApplicationInsights, note.OperationId, note.At)))],
            [.. FindPoison(readings, poison)],
            await RecentReplays.ReadAsync(lake, MostReplays, cancellationToken));
    }

    /// <summary>The first of the hours that the page shows.</summary>
    internal static DateTimeOffset FirstHour(DateTimeOffset at)
        => new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1 - StatusSummary.HoursShown);

    private async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await warehouse.CheckSchemaAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (e is WarehouseUnavailableException or WarehouseSchemaException)
        {
            return e.Message;
        }
    }

    private async Task<SourceReading> ReadAsync(LakeSource source, IWarehouse? ledger, PoisonedBlobs poison, CancellationToken cancellationToken)
    {
        var waiting = await source.CountWaitingAsync(cancellationToken);
        var all = new SourceWalk(source.Name, ledger, poison, RejectsSince);
        if (await all.RunAsync(lake, WalkRange.All(source.Name), MostBlobs, cancellationToken))
        {
            return new SourceReading(source, waiting, all, From: null);
        }

        var recent = new SourceWalk(source.Name, ledger, poison, RejectsSince);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        for (var day = today.AddDays(1 - DaysOfMany); day <= today; day = day.AddDays(1))
        {
            await recent.RunAsync(lake, WalkRange.Of(source.Name, day), int.MaxValue, cancellationToken);
        }

        return new SourceReading(source, waiting, recent, today.AddDays(1 - DaysOfMany));
    }

    private static IEnumerable<PoisonedSource> FindPoison(IReadOnlyList<SourceReading> readings, PoisonedBlobs poison)
    {
        foreach (var reading in readings)
        {
            List<string> paths = [.. reading.Walk.PoisonedRaw.Select(name => "raw/" + name), .. reading.Walk.PoisonedClean.Select(name => "clean/" + name)];
            if (paths.Count > 0)
            {
                yield return new PoisonedSource(reading.Source.Name, paths.Count, paths[0]);
            }
        }

        var ofSources = readings.SelectMany(reading => new[] { $"raw/{reading.Source.Name}/", $"clean/{reading.Source.Name}/" }).ToList();
        foreach (var others in poison.Paths.Where(path => !ofSources.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))).GroupBy(path => path[..path.IndexOf('/', StringComparison.Ordinal)]))
        {
            yield return new PoisonedSource(others.Key, others.Count(), others.First());
        }
    }
}
