using Azure.Storage.Blobs;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Tests.Support;

/// <summary>A source that operations know of, and at which nothing runs.</summary>
internal static class IdleSource
{
    /// <param name="name">As in <c>sms</c>.</param>
    /// <param name="waiting">How many files wait to be ingested.</param>
    public static LakeSource Of(string name, int waiting = 0) => new(name, 1, _ => Task.FromResult(waiting), Rest, Rest) { TryCleanAsync = RefuseTrial, TryLoadAsync = RefuseTrial };

    private static Task Rest(BlobClient blob, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task<BlobTrial> RefuseTrial(BlobClient blob, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is tried here.");
}
