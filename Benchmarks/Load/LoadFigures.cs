using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>What a measurement found.</summary>
/// <param name="CpuSeconds">Of our own process.</param>
/// <param name="Steps">The steps of the warehouse's load, and what each took; none of the other ways.</param>
/// <param name="Contents">Of the table of versions, when the way was gone.</param>
/// <param name="Facts">Complaints in the star; null of the engine's own ways.</param>
/// <param name="Result">What the load says of itself; null of the engine's own ways.</param>
internal sealed record LoadFigures(
    LoadWay Way, double Seconds, double CpuSeconds, double PeakMiB, double? ServerCpuSeconds, double? ServerPeakMiB,
    IReadOnlyList<LoadFigures.Step> Steps, TableContents Contents, long? Facts, LoadResult? Result)
{
    internal sealed record Step(string Name, double Seconds);
}
