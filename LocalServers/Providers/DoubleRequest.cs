namespace Beejan.LocalServers.Providers;

/// <summary>A request as it reached a double.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Target">Path and query, byte by byte.</param>
/// <param name="User">Who it said it was.</param>
/// <param name="Fault">What it got instead of an answer, if anything.</param>
public sealed record DoubleRequest(int Number, string Target, string User, DoubleFault? Fault);
