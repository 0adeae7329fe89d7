using LocalWorker.Functions;

namespace LocalWorker.Hosting;

/// <summary>Waits for what triggers one function, and runs it.</summary>
internal interface ITriggerListener
{
    LocalFunction Function { get; }

    Task ListenAsync(CancellationToken stopping);

    /// <summary>A run asked for by hand, outside the trigger's own bookkeeping.</summary>
    ManualRun PrepareManualRun(string input);
}

/// <param name="Run">Null when refused.</param>
/// <param name="Refusal">Why, in one sentence.</param>
internal sealed record ManualRun(Func<Task>? Run, string? Refusal)
{
    internal static ManualRun Of(Func<Task> run) => new(run, null);

    internal static ManualRun Refused(string sentence) => new(null, sentence);
}
