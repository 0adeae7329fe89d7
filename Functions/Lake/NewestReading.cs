using Azure.Storage.Blobs.Models;

namespace Beejan.Functions.Lake;

/// <summary>
/// Of one raw blob the lake holds what its newest rules made of it, and nothing else: whoever reads clean files or
/// rejects by a pattern counts no record twice. Older readings can be made again from raw.
/// </summary>
internal static class NewestReading
{
    /// <summary>
    /// Deletes what other rules than the newest made. Called when a manifest is written: of two that clean the same blob
    /// under different rules, whoever lists last sees both.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="key">What its manifests have in common, see <see cref="CleanManifest.KeyOf(RawName)"/>.</param>
    /// <param name="cancellationToken">Ends it; what is left is deleted when it is called again.</param>
    public static async Task KeepAsync(LakeStore lake, string key, CancellationToken cancellationToken)
    {
        var versions = await ListAsync(lake, key, cancellationToken);
        foreach (var older in versions.Where(version => version < versions.Max()))
        {
            var name = $"{CleanManifest.DerivedStemOf(key)}.r{older}";
            await lake.Clean.GetBlobClient(name + ".parquet").DeleteIfExistsAsync(cancellationToken: cancellationToken);
            await lake.Rejects.GetBlobClient(name + ".jsonl").DeleteIfExistsAsync(cancellationToken: cancellationToken);
            await lake.State.GetBlobClient($"{key}.r{older}.json").DeleteIfExistsAsync(cancellationToken: cancellationToken); // last: without it nobody would look again
        }
    }

    /// <summary>Whether a clean file is gone because newer rules have read its raw blob.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="cleanPath">Path of the clean file, with its container.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async Task<bool> IsBehindAsync(LakeStore lake, string cleanPath, CancellationToken cancellationToken) =>
        (await ListAsync(lake, CleanManifest.KeyOf(cleanPath), cancellationToken)).Any(version => version > CleanManifest.RuleVersionOf(cleanPath));

    /// <summary>The rule versions that have read a raw blob, as far as the lake still has what they made.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="key">See <see cref="CleanManifest.KeyOf(RawName)"/>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async Task<IReadOnlyList<int>> ListAsync(LakeStore lake, string key, CancellationToken cancellationToken)
    {
        var versions = new List<int>();
        await foreach (var manifest in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = key + ".r" }, cancellationToken))
        {
            versions.Add(CleanManifest.RuleVersionOf(manifest.Name));
        }

        return versions;
    }
}
