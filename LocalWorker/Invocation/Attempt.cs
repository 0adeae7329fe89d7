using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Invocation;

/// <summary>One try of an invocation; retries keep its id.</summary>
internal sealed class Attempt(string invocationId, int retryCount, int maxRetryCount) : RetryContext
{
    internal static Attempt Only => new(NewId(), 0, 0);

    public override int RetryCount => retryCount;

    public override int MaxRetryCount => maxRetryCount;

    internal string InvocationId => invocationId;

    // No secret: the system's own randomness is a call into the kernel for each request.
    private static string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
