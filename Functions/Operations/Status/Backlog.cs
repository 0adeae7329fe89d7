namespace Beejan.Functions.Operations.Status;

/// <summary>What of one source waits at which stage. Blobs that were given up on are not counted: nobody will take them.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="Waiting">Files dropped and not yet in raw.</param>
/// <param name="NotCleaned">Raw blobs that no rules have read.</param>
/// <param name="NotLoaded">Clean files that the warehouse does not have; null: it did not answer.</param>
/// <param name="From">The first day that was looked at, where there are too many blobs to look at all; null: all were.</param>
public sealed record Backlog(string Source, int Waiting, WaitingBlobs NotCleaned, WaitingBlobs? NotLoaded, DateOnly? From);
