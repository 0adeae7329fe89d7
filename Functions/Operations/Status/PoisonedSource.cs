namespace Beejan.Functions.Operations.Status;

/// <summary>Blobs of one source that the host gave up on, among those that a queue lets one look at.</summary>
/// <param name="Source">As in <c>sms</c>; what is no source's stands under its container.</param>
/// <param name="Blobs">How many.</param>
/// <param name="Example">One of them, with its container.</param>
public sealed record PoisonedSource(string Source, int Blobs, string Example);
