using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Status;

/// <summary>What was found of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Waiting">Files dropped and not yet in raw.</param>
/// <param name="Walk">What the lake and the ledger hold.</param>
/// <param name="From">The first day that was walked; null: all were.</param>
internal sealed record SourceReading(LakeSource Source, int Waiting, SourceWalk Walk, DateOnly? From)
{
    public Backlog Backlog => new(Source.Name, Waiting, Walk.NotCleaned, Walk.NotLoaded, From);
}
