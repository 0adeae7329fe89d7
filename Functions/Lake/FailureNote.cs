namespace Beejan.Functions.Lake;

/// <summary>The last failure of a blob at a function, or of a timer function; kept in container <c>state</c> for people and for the sweep.</summary>
/// <param name="Function">As in <c>CleanSms</c>.</param>
/// <param name="Source">As in <c>sms</c>; empty for a function of no source.</param>
/// <param name="Path">The blob with its container; empty for a timer.</param>
/// <param name="Since">When it failed first, since it last went well.</param>
/// <param name="At">When it failed last.</param>
/// <param name="Times">How often it has failed since it last went well, at least.</param>
/// <param name="OperationId">Finds everything that was logged on the way, from the webhook or the timer on.</param>
/// <param name="Exception">The exception's type.</param>
/// <param name="Cause">Decides whether the sweep tries again.</param>
/// <param name="Hint">What to do.</param>
internal sealed record FailureNote(string Function, string Source, string Path, DateTimeOffset Since, DateTimeOffset At, int Times, string OperationId, string Exception, FailureCause Cause, string Hint);
