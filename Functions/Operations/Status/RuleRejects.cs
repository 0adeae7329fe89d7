namespace Beejan.Functions.Operations.Status;

/// <summary>Records that one rule refused.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="Rule">As in <c>sms.sender</c>; empty: cleaned by an app that did not count by rule.</param>
/// <param name="Records">How many.</param>
/// <param name="Path">The newest raw blob that holds one.</param>
public sealed record RuleRejects(string Source, string Rule, long Records, string Path);
