using Azure.Storage.Blobs;

namespace Beejan.Functions.Lake;

/// <summary>What operations need to know of a source; each source registers its own.</summary>
/// <param name="Name">As in paths: <c>calllogs</c>.</param>
/// <param name="RuleVersion">Version of its own cleaning rules.</param>
/// <param name="CountWaitingAsync">Counts what was handed to us and is not in raw yet.</param>
/// <param name="CleanAsync">Cleans one raw blob, as its function does.</param>
public sealed record LakeSource(
    string Name, int RuleVersion, Func<CancellationToken, Task<int>> CountWaitingAsync, Func<BlobClient, CancellationToken, Task> CleanAsync);
