namespace Beejan.Functions.Lake;

/// <summary>What operations need to know of a source; each source registers its own.</summary>
/// <param name="Name">As in paths: <c>calllogs</c>.</param>
/// <param name="CountWaitingAsync">Counts what was handed to us and is not in raw yet.</param>
public sealed record LakeSource(string Name, Func<CancellationToken, Task<int>> CountWaitingAsync);
