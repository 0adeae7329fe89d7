namespace Beejan.Functions.Operations;

/// <summary>A replay was asked for that can't be made; the message says what can.</summary>
public sealed class ReplayException(string message) : Exception(message);
