using Azure.Storage.Blobs.Models;

namespace LocalWorker.Blobs;

/// <summary>One version of a blob, and what its name holds.</summary>
/// <param name="Name">Without its container.</param>
/// <param name="ETag">In quotes, as in a header; a listing may give it without.</param>
/// <param name="Type">How it was written.</param>
/// <param name="Data">What the pattern's parameters matched.</param>
internal sealed record FoundBlob(string Name, string ETag, BlobType Type, Dictionary<string, object?> Data);
