using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>What one raw blob came to under one set of rules, on disk and not yet in the lake.</summary>
internal sealed record CleanReading(RawName Raw, int RuleVersion, BlobDownloadDetails RawProperties, CleanPass Pass) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Pass.DisposeAsync();
}
