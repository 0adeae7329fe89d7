using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Hosting;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Before the first trigger fires: the lake's containers are there, the rule files are what their versions say, the feeds
/// that the settings enable are waited for, and the warehouse has this app's schema and exclusions.
/// </summary>
internal sealed class StartupChecks(LakeStore lake, RuleFiles rules, IEnumerable<LakeSource> sources, IWarehouse warehouse, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        TempFile.DeleteStale(clock);
        await lake.CreateContainersAsync(cancellationToken);
        await RuleFileHistory.KeepAsync(lake, rules, sources, cancellationToken);
        foreach (var (source, feed) in sources.SelectMany(source => source.Feeds.Select(feed => (source, feed))))
        {
            await FeedRuns.ExpectAsync(lake, source.Name, feed.Account, clock.GetUtcNow(), cancellationToken);
        }

        await warehouse.CheckSchemaAsync(cancellationToken);
        await warehouse.ApplyExclusionsAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
