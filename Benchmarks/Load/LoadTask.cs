using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>What one process measures: a file, the ways it goes one after the other, and a store that nobody has used.</summary>
/// <param name="WarmUp">A small file, taken all these ways before, so that what the runtime does once is not measured.</param>
/// <param name="WarmUpStore">Where to.</param>
/// <param name="ServerProcessId">Process that the engine's server descends from.</param>
internal sealed record LoadTask(
    WarehouseEngine Engine, IReadOnlyList<LoadWay> Ways, CleanFile File, string Store, CleanFile WarmUp, string WarmUpStore, int? ServerProcessId);
