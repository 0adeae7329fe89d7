using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Invocation;

/// <summary>One try of an invocation; retries keep its id.</summary>
internal sealed class Attempt(string invocationId, int retryCount, int maxRetryCount) : RetryContext
{
    internal static Attempt Only => new(Guid.NewGuid().ToString(), 0, 0);

    public override int RetryCount => retryCount;

    public override int MaxRetryCount => maxRetryCount;

    internal string InvocationId => invocationId;
}
