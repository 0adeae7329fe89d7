namespace Beejan.Functions.Operations.Replays;

/// <summary>How far a replay has come: <c>state/replays/{id}.json</c>.</summary>
/// <param name="Id">As in <c>20261124T150500Z-3f2a</c>.</param>
/// <param name="Scope">What is replayed, in words: <c>sms, account AC…, from raw, 2026-11-01 to 2026-11-03</c>.</param>
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
    string? Error);
