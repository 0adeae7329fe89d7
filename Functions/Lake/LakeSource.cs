using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Lake;

/// <summary>What operations need to know of a source; each source registers its own.</summary>
/// <param name="Name">As in paths: <c>calllogs</c>.</param>
/// <param name="RuleVersion">Version of its own cleaning rules, that of its rule file included.</param>
/// <param name="CountWaitingAsync">Counts what was handed to us and is not in raw yet.</param>
/// <param name="CleanAsync">Cleans one raw blob, as its function does.</param>
/// <param name="LoadAsync">Loads one clean file, as its function does.</param>
public sealed record LakeSource(
    string Name,
    int RuleVersion,
    Func<CancellationToken, Task<int>> CountWaitingAsync,
    Func<BlobClient, CancellationToken, Task> CleanAsync,
    Func<BlobClient, CancellationToken, Task> LoadAsync)
{
    /// <summary>Says what cleaning and loading one raw blob would come to, and changes nothing.</summary>
    public required Func<BlobClient, CancellationToken, Task<BlobTrial>> TryCleanAsync { get; init; }

    /// <summary>Says what loading one clean file would come to, and changes nothing.</summary>
    public required Func<BlobClient, CancellationToken, Task<BlobTrial>> TryLoadAsync { get; init; }

    /// <summary>A file of rules that this source alone has; its version is part of <see cref="RuleVersion"/>. Null: there is none.</summary>
    public RuleFile? RuleFile { get; init; }

    /// <summary>What comes of it as the settings are, and when it must have come.</summary>
    public IReadOnlyList<LakeFeed> Feeds { get; init; } = [];

    /// <summary>The timer function that brings it, as in <c>IngestSms</c>; empty: it comes by itself.</summary>
    public string IngestFunction { get; init; } = "";
}
