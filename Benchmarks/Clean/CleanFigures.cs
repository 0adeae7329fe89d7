namespace Beejan.Benchmarks.Clean;

/// <summary>What one measurement found.</summary>
/// <param name="Seconds">From the start of its process to its end.</param>
/// <param name="CpuSeconds">Of the whole process.</param>
/// <param name="PeakMiB">The most memory it ever held.</param>
/// <param name="Contents">What it made.</param>
internal sealed record CleanFigures(double Seconds, double CpuSeconds, double PeakMiB, CleanContents Contents);
