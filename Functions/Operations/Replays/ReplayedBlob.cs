namespace Beejan.Functions.Operations.Replays;

/// <summary>What replaying one blob came to, or would; see <see cref="ReplayProgress"/>.</summary>
internal sealed record ReplayedBlob(long Inserted, long Updated, long Superseded, long Rejected = 0, long Fixed = 0, long StillBad = 0);
