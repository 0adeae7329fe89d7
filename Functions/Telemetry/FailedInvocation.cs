namespace Beejan.Functions.Telemetry;

/// <summary>What stands beside the exception of an invocation that failed.</summary>
/// <param name="Function">As in <c>CleanSms</c>.</param>
/// <param name="InvocationId">The host's id of the invocation, also on each of its log lines.</param>
/// <param name="Source">As in <c>sms</c>; empty for a function of no source.</param>
/// <param name="Stage"><c>Ingest</c>, <c>Receive</c>, <c>Clean</c>, <c>Load</c> or <c>Operations</c>.</param>
/// <param name="Path">The blob with its container; empty where there is none.</param>
/// <param name="Cause"><c>BrokenWorld</c>, <c>Data</c> or <c>Defect</c>.</param>
/// <param name="Hint">What to do, in a sentence.</param>
public sealed record FailedInvocation(string Function, string InvocationId, string Source, string Stage, string Path, string Cause, string Hint);
