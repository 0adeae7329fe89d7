namespace Beejan.Functions.Operations.Replays;

/// <summary>What <c>POST /api/replay</c> answers.</summary>
/// <param name="Id">The replay's.</param>
/// <param name="Scope">What was understood, in words.</param>
/// <param name="IsDryRun">Whether it only says what it would do.</param>
/// <param name="StatusUrl">Where its progress is to be seen.</param>
/// <param name="Note">What this means.</param>
public sealed record ReplayAccepted(string Id, string Scope, bool IsDryRun, string StatusUrl, string Note);
