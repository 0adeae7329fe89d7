using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Warehouse;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Health;

/// <summary>
/// Healthy is: storage and warehouse answer within seconds, and no feed is stale. An answer is kept for some seconds, so
/// that nobody loads the warehouse by asking.
/// </summary>
public sealed class HealthReport(LakeStore lake, IWarehouse warehouse, FreshnessReport freshness, TimeProvider clock, ILogger<HealthReport> logger)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly HealthProbe _storage = new("storage", cancellationToken => AskStorageAsync(lake, cancellationToken), Patience, logger);
    private readonly HealthProbe _warehouse = new("warehouse", cancellationToken => AskWarehouseAsync(warehouse, cancellationToken), Patience, logger);
    private readonly HealthProbe _feeds = new("feeds", cancellationToken => FindStaleAsync(freshness, cancellationToken), Patience, logger);
    private readonly Lock _gate = new();
    private Task<IReadOnlyList<string>>? _last;
    private DateTimeOffset _lastAt;

    public async Task<IResult> AnswerAsync(CancellationToken cancellationToken)
    {
        var unwell = await ReadAsync().WaitAsync(cancellationToken);
        return unwell.Count == 0
            ? Results.Text("healthy")
            : Results.Problem($"Not well: {string.Join(", ", unwell)}.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The parts that don't answer, or the sources of stale feeds; none: all is well.</summary>
    internal Task<IReadOnlyList<string>> ReadAsync()
    {
        lock (_gate)
        {
            if (_last is null || clock.GetUtcNow() - _lastAt >= KeptFor)
            {
                (_last, _lastAt) = (AskAsync(), clock.GetUtcNow());
            }

            return _last;
        }
    }

    // The feeds are read from both parts: where one is away, that alone is said.
    private async Task<IReadOnlyList<string>> AskAsync()
    {
        var parts = await Task.WhenAll(_storage.AskAsync(), _warehouse.AskAsync());
        return parts.SelectMany(unwell => unwell).ToList() is { Count: > 0 } away ? away : await _feeds.AskAsync();
    }

    private static async Task<IReadOnlyList<string>> AskStorageAsync(LakeStore lake, CancellationToken cancellationToken)
    {
        await lake.State.GetPropertiesAsync(cancellationToken: cancellationToken);
        return [];
    }

    private static async Task<IReadOnlyList<string>> AskWarehouseAsync(IWarehouse warehouse, CancellationToken cancellationToken)
    {
        await warehouse.CheckSchemaAsync(cancellationToken);
        return [];
    }

    // Sources, not accounts: anybody may ask.
    private static async Task<IReadOnlyList<string>> FindStaleAsync(FreshnessReport freshness, CancellationToken cancellationToken)
        => [.. (await freshness.ReadAsync(cancellationToken)).Where(feed => feed.IsStale).Select(feed => feed.Source).Distinct()];
}
