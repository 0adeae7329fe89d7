using Azure.Storage.Blobs;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>What a stage has left behind in the container that it takes its blobs from.</summary>
internal abstract class StageGaps(string stage, BlobContainerClient container)
{
    /// <summary>What the names of its functions begin with, as in <c>Clean</c>.</summary>
    public string Stage => stage;

    public string PathOf(string name) => $"{container.Name}/{name}";

    /// <summary>Whether a function of a source is this stage's, and a message about one of its blobs.</summary>
    public bool IsAbout(PoisonMessage message, LakeSource source)
        => message.Container == container.Name
            && message.Name.StartsWith(source.Name + "/", StringComparison.Ordinal)
            && message.Function.Equals(stage + source.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is left behind of a source, in the order of the names, which begin with their data's time.</summary>
    /// <param name="source">The source.</param>
    /// <param name="before">What became ready later is on its way.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public abstract IAsyncEnumerable<Gap> FindAsync(LakeSource source, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Whether a blob needs this stage no more: it went through, or is gone.</summary>
    public async Task<bool> IsClosedAsync(LakeSource source, string name, CancellationToken cancellationToken)
        => await WentThroughAsync(source, name, cancellationToken) || !await container.GetBlobClient(name).ExistsAsync(cancellationToken);

    /// <summary>Does what the stage's function does, which may run at once with it.</summary>
    public Task CloseAsync(LakeSource source, string name, CancellationToken cancellationToken) => RunAsync(source, container.GetBlobClient(name), cancellationToken);

    protected abstract Task<bool> WentThroughAsync(LakeSource source, string name, CancellationToken cancellationToken);

    protected abstract Task RunAsync(LakeSource source, BlobClient blob, CancellationToken cancellationToken);
}
