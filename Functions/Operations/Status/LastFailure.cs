using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Status;

/// <summary>The last failure of a function at a blob, or of a timer.</summary>
/// <param name="Function">As in <c>CleanSms</c>.</param>
/// <param name="Path">The blob with its container; empty for a timer.</param>
/// <param name="At">When it failed last.</param>
/// <param name="Times">How often it has failed since it last went well, at least.</param>
/// <param name="Cause">BrokenWorld, Data or Defect.</param>
/// <param name="Exception">The exception's type.</param>
/// <param name="Hint">What to do.</param>
/// <param name="OperationId">Finds everything that was logged on the way.</param>
/// <param name="Trace">Where that is seen; null: no setting says.</param>
public sealed record LastFailure(string Function, string Path, DateTimeOffset At, int Times, string Cause, string Exception, string Hint, string OperationId, string? Trace)
{
    internal static LastFailure Of(FailureNote note, string? trace)
        => new(note.Function, note.Path, note.At, note.Times, note.Cause.ToString(), note.Exception, note.Hint, note.OperationId, trace);
}
