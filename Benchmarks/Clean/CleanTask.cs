namespace Beejan.Benchmarks.Clean;

/// <summary>One measurement.</summary>
/// <param name="Source">As in <c>calllogs</c>.</param>
/// <param name="Way">Who does it.</param>
/// <param name="From">Raw file, or folder of raw pages.</param>
/// <param name="To">Folder for the clean files; empty.</param>
/// <param name="Threads">How many it may use.</param>
internal sealed record CleanTask(string Source, CleanWay Way, string From, string To, int Threads);
