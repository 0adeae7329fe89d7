namespace Microsoft.Azure.Functions.Worker;

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        Minimum = Parse(minimumInterval, nameof(minimumInterval));
        Maximum = Parse(maximumInterval, nameof(maximumInterval));
        if (Minimum > Maximum)
        {
            throw new ArgumentException("The minimumInterval must not be greater than the maximumInterval.", nameof(minimumInterval));
        }

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }

    internal TimeSpan Minimum { get; }

    internal TimeSpan Maximum { get; }
}
