using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>One measurement: a file, a way, and a store that nobody has used.</summary>
/// <param name="WarmUp">A small file, loaded first so that what the runtime does once is not measured.</param>
/// <param name="WarmUpStore">Where to.</param>
/// <param name="ServerProcessId">Process that the engine's server descends from.</param>
internal sealed record LoadTask(WarehouseEngine Engine, LoadWay Way, CleanFile File, string Store, CleanFile WarmUp, string WarmUpStore, int? ServerProcessId);

/// <summary>What a measurement found.</summary>
/// <param name="Steps">The steps of the warehouse's load, and what each took; none of the other ways.</param>
/// <param name="Facts">Complaints in the star; null of the other ways.</param>
internal sealed record LoadFigures(
    double Seconds, double CpuSeconds, double PeakMiB, double? ServerCpuSeconds, double? ServerPeakMiB, IReadOnlyList<LoadFigures.Step> Steps, TableContents Contents, long? Facts)
{
    internal sealed record Step(string Name, double Seconds);
}
