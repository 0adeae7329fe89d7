using Azure.Storage.Blobs.Models;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations;

/// <summary>
/// Cleans again the raw blobs of a source that were cleaned by other rules than today's, or not at all. The running app
/// loads what comes of it. May be ended and run again: what is done is not done twice.
/// </summary>
public sealed class Replay(LakeStore lake, RuleFiles rules, IEnumerable<LakeSource> sources, ILogger<Replay> logger)
{
    /// <returns>How many raw blobs were cleaned.</returns>
    /// <exception cref="ReplayException">There is no such source.</exception>
    public async Task<int> RunAsync(string name, CancellationToken cancellationToken)
    {
        var source = sources.FirstOrDefault(source => source.Name == name)
            ?? throw new ReplayException($"There is no source '{name}' to replay: there are {string.Join(", ", sources.Select(source => source.Name))}.");
        await RuleFileHistory.KeepAsync(lake, rules, sources, cancellationToken);
        var ruleVersion = source.RuleVersion + rules.Version;
        var (cleaned, current) = (0, 0);
        await foreach (var blob in lake.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = name + "/" }, cancellationToken))
        {
            if (await lake.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(blob.Name, name), ruleVersion)).ExistsAsync(cancellationToken))
            {
                current++;
                continue;
            }

            await source.CleanAsync(lake.Raw.GetBlobClient(blob.Name), cancellationToken);
            cleaned++;
        }

        Log.Replayed(logger, name, ruleVersion, cleaned, current);
        return cleaned;
    }
}
