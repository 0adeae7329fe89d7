using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>A blob to be replayed.</summary>
/// <param name="Source">Whose it is.</param>
/// <param name="Name">Its name, in raw or clean.</param>
/// <param name="Raw">The raw blob that it is, or was made of.</param>
internal sealed record ScopedBlob(LakeSource Source, string Name, RawName Raw);
