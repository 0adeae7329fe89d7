using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status;

/// <summary>
/// One way through a source's raw blobs, its manifests and its ledger. All three are sorted alike, so that they are merged
/// as they come and nothing is kept but figures. Each is asked after the one before it: what moves on meanwhile is seen
/// twice, never missed.
/// </summary>
/// <param name="source">As in <c>sms</c>.</param>
/// <param name="ledger">The warehouse; null: it doesn't answer, and nobody knows what is loaded.</param>
/// <param name="poison">What the host gave up on.</param>
/// <param name="rejectsSince">Rejects that were cleaned before are not counted by rule.</param>
internal sealed class SourceWalk(string source, IWarehouse? ledger, PoisonedBlobs poison, DateTimeOffset rejectsSince)
{
    private const int LoadedAtOnce = 5000;

    private readonly HashSet<string> _poisonedRaw = [.. poison.Of("raw", source)];
    private readonly HashSet<string> _poisonedClean = [.. poison.Of("clean", source)];
    private readonly Dictionary<string, RuleRejects> _rejects = [];
    private string? _key;

    public int RawBlobs { get; private set; }

    public int Manifests { get; private set; }

    /// <summary>Raw blobs that have a manifest, of whatever rules.</summary>
    public int Cleaned { get; private set; }

    public long RuleVersions { get; private set; }

    public BatchCounts Counts { get; private set; } = BatchCounts.None;

    public WaitingBlobs NotCleaned { get; private set; } = WaitingBlobs.None;

    public WaitingBlobs? NotLoaded { get; private set; } = ledger is null ? null : WaitingBlobs.None;

    /// <summary>Names of blobs that were given up on and have not gone through since.</summary>
    public IReadOnlyCollection<string> PoisonedRaw => _poisonedRaw;

    public IReadOnlyCollection<string> PoisonedClean => _poisonedClean;

    public IEnumerable<RuleRejects> Rejects => _rejects.Values;

    /// <returns>False: it gave up, because there are more than <paramref name="most"/> raw blobs.</returns>
    public async Task<bool> RunAsync(LakeStore lake, WalkRange range, int most, CancellationToken cancellationToken)
    {
        await using var loaded = ReadLoadedAsync(range, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var manifests = lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = range.Derived, Traits = BlobTraits.Metadata }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var name = "";
        _key = "";
        await foreach (var blob in lake.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = range.Raw }, cancellationToken))
        {
            if (++RawBlobs > most)
            {
                return false;
            }

            if (RawName.TryParse(blob.Name, source) is { } raw && await IsCleanedAsync(CleanManifest.KeyOf(raw)))
            {
                _poisonedRaw.Remove(blob.Name);
            }
            else if (!_poisonedRaw.Contains(blob.Name))
            {
                NotCleaned = NotCleaned.With(blob.Properties.LastModified ?? rejectsSince);
            }
        }

        await IsCleanedAsync("\uffff"); // the manifests of raw blobs that are gone
        return true;

        async Task<bool> IsCleanedAsync(string key)
        {
            while (_key is not null && string.CompareOrdinal(_key, key) < 0)
            {
                _key = await manifests.MoveNextAsync() ? await TakeAsync(manifests.Current) : null;
            }

            return _key == key;
        }

        async Task<string> TakeAsync(BlobItem manifest)
        {
            var key = Count(manifest);
            var reading = Bare(manifest.Name);
            while (name is not null && string.CompareOrdinal(name, reading) < 0)
            {
                name = await loaded.MoveNextAsync() ? Bare(loaded.Current) : null;
            }

            if (name == reading)
            {
                _poisonedClean.Remove(loaded.Current["clean/".Length..]);
            }
            else if (!_poisonedClean.Contains(reading["clean/".Length..] + ".parquet"))
            {
                NotLoaded = NotLoaded?.With(manifest.Properties.LastModified ?? rejectsSince);
            }

            return key;
        }
    }

    private string Count(BlobItem manifest)
    {
        var counts = BatchMetadata.Read(manifest.Metadata);
        var key = CleanManifest.KeyOf(manifest.Name);
        Counts += counts;
        Manifests++;
        RuleVersions += CleanManifest.RuleVersionOf(manifest.Name);
        Cleaned += key == _key ? 0 : 1;
        if (counts.Rejected > 0 && manifest.Properties.LastModified >= rejectsSince)
        {
            CountRejects(manifest, counts.Rejected);
        }

        return key;
    }

    private void CountRejects(BlobItem manifest, long rejected)
    {
        var path = $"rejects/{Bare(manifest.Name)["clean/".Length..]}.jsonl";
        foreach (var (rule, records) in RejectedByRule.Read(manifest.Metadata).DefaultIfEmpty(KeyValuePair.Create("", rejected)))
        {
            var before = _rejects.GetValueOrDefault(rule);
            _rejects[rule] = new RuleRejects(source, rule, records + (before?.Records ?? 0), path);
        }
    }

    private async IAsyncEnumerable<string> ReadLoadedAsync(WalkRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, isMore) = (range.Derived, ledger is not null);
        while (isMore)
        {
            var names = await ledger!.ReadLoadedAsync(source, from, LoadedAtOnce, cancellationToken);
            foreach (var name in names.Where(name => name.StartsWith(range.Derived, StringComparison.Ordinal)))
            {
                yield return name;
            }

            isMore = names.Count == LoadedAtOnce && names[^1].StartsWith(range.Derived, StringComparison.Ordinal);
            from = isMore ? names[^1] + " " : from; // the name behind it
        }
    }

    /// <summary>A name without what says whether it is a manifest's or a clean file's.</summary>
    private static string Bare(string name) => name[..name.LastIndexOf('.')];
}
