using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Functions;

/// <summary>How often, and how far apart, a failed timer run is tried again.</summary>
/// <param name="MaxRetryCount">-1 for ever.</param>
/// <param name="Minimum">Before the first retry; doubles from there.</param>
/// <param name="Maximum">No pause is longer.</param>
internal sealed record RetryPolicy(int MaxRetryCount, TimeSpan Minimum, TimeSpan Maximum)
{
    internal static readonly RetryPolicy None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    internal static RetryPolicy Of(RetryAttribute? attribute) => attribute switch
    {
        null => None,
        FixedDelayRetryAttribute fixedDelay => new RetryPolicy(fixedDelay.MaxRetryCount, fixedDelay.Delay, fixedDelay.Delay),
        ExponentialBackoffRetryAttribute growing => new RetryPolicy(growing.MaxRetryCount, growing.Minimum, growing.Maximum),
        _ => throw new System.Diagnostics.UnreachableException("The catalog refuses other strategies."),
    };

    internal bool Allows(int retry) => MaxRetryCount == -1 || retry <= MaxRetryCount;

    internal TimeSpan Before(int retry)
    {
        var grown = Minimum.TotalMilliseconds * Math.Pow(2, retry - 1);
        return grown >= Maximum.TotalMilliseconds ? Maximum : TimeSpan.FromMilliseconds(grown);
    }
}
