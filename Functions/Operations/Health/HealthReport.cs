using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Warehouse;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Health;

/// <summary>
/// Healthy is: storage and warehouse answer within seconds, and no feed is stale. An answer is kept for some seconds, so
/// that nobody loads the warehouse by asking.
/// </summary>
public sealed class HealthReport
{
    internal static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly HealthProbe _storage;
    private readonly HealthProbe _warehouse;
    private readonly HealthProbe _feeds;
    private readonly TimeProvider _clock;
    private readonly ILogger<HealthReport> _logger;
    private readonly Lock _gate = new();
    private IReadOnlyList<string> _stale = [];
    private Task<IReadOnlyList<string>>? _last;
    private DateTimeOffset _lastAt;

    public HealthReport(LakeStore lake, IWarehouse warehouse, FreshnessReport freshness, TimeProvider clock, ILogger<HealthReport> logger)
    {
        _storage = new HealthProbe(cancellationToken => lake.State.GetPropertiesAsync(cancellationToken: cancellationToken), Patience);
        _warehouse = new HealthProbe(warehouse.CheckSchemaAsync, Patience);
        _feeds = new HealthProbe(
            async cancellationToken => _stale = [.. (await freshness.ReadAsync(cancellationToken)).Where(feed => feed.IsStale).Select(feed => feed.Source).Distinct()],
            Patience);
        _clock = clock;
        _logger = logger;
    }

    public async Task<IResult> AnswerAsync(CancellationToken cancellationToken)
    {
        var unwell = await ReadAsync().WaitAsync(cancellationToken);
        return unwell.Count == 0
            ? Results.Text("healthy")
            : Results.Problem($"Not well: {string.Join(", ", unwell)}.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The parts that don't answer, and the sources of stale feeds; none: all is well.</summary>
    internal Task<IReadOnlyList<string>> ReadAsync()
    {
        lock (_gate)
        {
            if (_last is null || _clock.GetUtcNow() - _lastAt >= KeptFor)
            {
                (_last, _lastAt) = (AskAsync(), _clock.GetUtcNow());
            }

            return _last;
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync()
    {
        var faults = await Task.WhenAll(FindFaultAsync("storage", _storage), FindFaultAsync("warehouse", _warehouse));
        if (faults.OfType<string>().ToList() is { Count: > 0 } away)
        {
            return away;
        }

        return await FindFaultAsync("feeds", _feeds) is { } unread ? [unread] : _stale;
    }

    private async Task<string?> FindFaultAsync(string part, HealthProbe probe)
    {
        if (await probe.FindFaultAsync() is not { } fault)
        {
            return null;
        }

        Log.PartUnwell(_logger, fault, part);
        return part;
    }
}
