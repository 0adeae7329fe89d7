namespace Beejan.Functions.Operations.Replays;

/// <summary>A replay was asked for that can't be made; the message says what was found, and what is expected.</summary>
internal sealed class BadReplayRequestException(string message) : Exception(message);
