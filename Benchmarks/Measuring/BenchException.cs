namespace Beejan.Benchmarks.Measuring;

/// <summary>A bench can't say anything: the message is one sentence that says why.</summary>
internal sealed class BenchException(string message) : Exception(message);
