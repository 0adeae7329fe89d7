namespace Beejan.Functions.Sources.Social;

/// <summary>A platform's deliveries are turned away in numbers.</summary>
/// <param name="Since">The minute of the first of them.</param>
/// <param name="Refused">How many.</param>
/// <param name="Accepted">How many were not.</param>
/// <param name="Reason">The commonest.</param>
internal sealed record RefusalFinding(DateTimeOffset Since, long Refused, long Accepted, string Reason);
