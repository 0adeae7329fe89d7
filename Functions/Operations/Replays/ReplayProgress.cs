namespace Beejan.Functions.Operations.Replays;

/// <summary>How far a replay has come: <c>state/replays/{id}.json</c>.</summary>
/// <param name="Id">As in <c>20261124T150500Z-3f2a</c>.</param>
/// <param name="Scope">What is replayed, in words: <c>sms, account AC…, from 2026-11-01T00:00:00Z, from raw</c>.</param>
/// <param name="IsDryRun">Whether it only says what it would do.</param>
/// <param name="State">Waiting, Running, Done or Failed.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="FinishedAt">Null: not yet.</param>
/// <param name="Blobs">Blobs that were read again so far.</param>
/// <param name="Inserted">Complaints that came, or would come.</param>
/// <param name="Updated">Complaints that changed, or would change.</param>
/// <param name="Superseded">Complaints that went, or would go, because newer rules don't make them any more.</param>
/// <param name="Rejected">Records that are rejects now.</param>
/// <param name="Fixed">Records that were rejects and aren't any more.</param>
/// <param name="StillBad">Records that were rejects and still are.</param>
/// <param name="Error">Why it failed; null: it didn't.</param>
public sealed record ReplayProgress(
    string Id,
    string Scope,
    bool IsDryRun,
    string State,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt,
    long Blobs,
    long Inserted,
    long Updated,
    long Superseded,
    long Rejected,
    long Fixed,
    long StillBad,
    string? Error)
{
    public const string Waiting = "Waiting";

    public const string Running = "Running";

    public const string Done = "Done";

    public const string Failed = "Failed";

    private const int Examples = 10;

    /// <summary>Blobs that had nothing to replay: today's rules have read them, and what came of it is loaded.</summary>
    public long Current { get; init; }

    /// <summary>Blobs that failed, and were left as they were.</summary>
    public long FailedBlobs { get; init; }

    /// <summary>The first of them, each with the exception's type.</summary>
    public IReadOnlyList<string> FailedExamples { get; init; } = [];

    /// <summary>The blob that was come to last; the run goes on behind it. Null: none yet.</summary>
    public string? Place { get; init; }

    internal static ReplayProgress Of(string id, ReplayRequest request)
        => new(id, request.Words, request.IsDryRun, Waiting, request.RequestedAt, null, 0, 0, 0, 0, 0, 0, 0, null);

    /// <param name="place">The blob.</param>
    /// <param name="blob">What it came to; null: there was nothing to replay.</param>
    internal ReplayProgress With(string place, ReplayedBlob? blob) => blob is null
        ? this with { Current = Current + 1, Place = place }
        : this with
        {
            Blobs = Blobs + 1,
            Inserted = Inserted + blob.Inserted,
            Updated = Updated + blob.Updated,
            Superseded = Superseded + blob.Superseded,
            Rejected = Rejected + blob.Rejected,
            Fixed = Fixed + blob.Fixed,
            StillBad = StillBad + blob.StillBad,
            Place = place,
        };

    internal ReplayProgress WithFailed(string place, string path, Exception exception) => this with
    {
        FailedBlobs = FailedBlobs + 1,
        FailedExamples = FailedExamples.Count < Examples ? [.. FailedExamples, $"{path}: {exception.GetType().Name}"] : FailedExamples,
        Place = place,
    };
}
