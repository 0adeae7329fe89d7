namespace Beejan.Benchmarks.Intake;

/// <summary>What one measurement came to.</summary>
/// <param name="Load">What wrk saw.</param>
/// <param name="CpuSeconds">Of the server.</param>
/// <param name="PeakMiB">The most memory the server ever held.</param>
/// <param name="StorageCpuSeconds">Of Azurite; null where nothing is stored.</param>
/// <param name="Blobs">Raw blobs that were made meanwhile; null where nothing is stored.</param>
internal sealed record IntakeFigures(WrkResult Load, double CpuSeconds, double PeakMiB, double? StorageCpuSeconds, long? Blobs);
