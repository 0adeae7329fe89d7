namespace Beejan.Functions.Operations.Status;

/// <summary>Blobs that the next stage has not taken yet.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">When the oldest of them was written; null: there is none.</param>
public sealed record WaitingBlobs(int Count, DateTimeOffset? Since)
{
    public static WaitingBlobs None { get; } = new(0, null);

    internal WaitingBlobs With(DateTimeOffset writtenAt) => new(Count + 1, Since < writtenAt ? Since : writtenAt);
}
