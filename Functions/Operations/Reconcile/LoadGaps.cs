using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>
/// Clean files whose manifest stands and which the warehouse's ledger doesn't know. Of several readings of one raw blob only
/// the newest is looked for; the others should be gone, and are deleted here if the process ended before it could.
/// </summary>
internal sealed class LoadGaps(LakeStore lake, IWarehouse warehouse) : StageGaps("Load", lake.Clean)
{
    private const int Page = 5000; // as the lake's listings come

    public override async IAsyncEnumerable<Gap> FindAsync(LakeSource source, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var newest = NewestAsync(source.Name, cancellationToken).Where(file => file.Since < before);
        await foreach (var file in SortedMerge.MissingAsync(newest, file => PathOf(file.Name), LoadedAsync(source.Name, cancellationToken), string.CompareOrdinal, "Manifests and loads"))
        {
            yield return file;
        }
    }

    protected override async Task<bool> WentThroughAsync(LakeSource source, string name, CancellationToken cancellationToken)
        => await warehouse.ReadLoadedAsync(source.Name, PathOf(name), 1, cancellationToken) is [var loaded] && loaded == PathOf(name);

    protected override async Task RunAsync(LakeSource source, BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await source.LoadAsync(blob, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // The manifest stands and its file doesn't: raw makes it again, and its event, or the next sweep, loads it.
            await source.CleanAsync(await FindRawAsync(blob.Name, gone, cancellationToken), cancellationToken);
        }
    }

    // Manifests and the ledger have a file's name in one order, those of several rules, r10 before r9, too.
    private async IAsyncEnumerable<Gap> NewestAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string Key, int Rules, DateTimeOffset Since, int Readings)? group = null;
        await foreach (var manifest in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = CleanManifest.Prefix(source) }, cancellationToken))
        {
            var (key, rules, since) = (CleanManifest.KeyOf(manifest.Name), CleanManifest.RuleVersionOf(manifest.Name), manifest.Properties.LastModified ?? DateTimeOffset.MaxValue);
            if (group is { } other && other.Key == key)
            {
                group = rules > other.Rules ? (key, rules, since, other.Readings + 1) : (key, other.Rules, other.Since, other.Readings + 1);
                continue;
            }

            if (group is { } whole)
            {
                yield return await NewestAsync(whole, cancellationToken);
            }

            group = (key, rules, since, 1);
        }

        if (group is { } last)
        {
            yield return await NewestAsync(last, cancellationToken);
        }
    }

    private async Task<Gap> NewestAsync((string Key, int Rules, DateTimeOffset Since, int Readings) group, CancellationToken cancellationToken)
    {
        if (group.Readings > 1)
        {
            await NewestReading.KeepAsync(lake, group.Key, cancellationToken);
        }

        return new Gap($"{CleanManifest.DerivedStemOf(group.Key)}.r{group.Rules}.parquet", group.Since);
    }

    private async IAsyncEnumerable<string> LoadedAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = "";
        while (true)
        {
            var page = await warehouse.ReadLoadedAsync(source, last, Page, cancellationToken);
            foreach (var name in page.Where(name => name != last))
            {
                yield return name;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            last = page[^1];
        }
    }

    private async Task<BlobClient> FindRawAsync(string cleanName, RequestFailedException gone, CancellationToken cancellationToken)
    {
        var prefix = RawName.PrefixOf(CleanManifest.KeyOf(cleanName));
        await foreach (var raw in lake.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
        {
            return lake.Raw.GetBlobClient(raw.Name);
        }

        throw new InvalidDataException($"{PathOf(cleanName)} is gone, and so is raw/{prefix}…, which it was made of: restore one of them from soft delete.", gone);
    }
}
