using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>Deletes what says nothing any more: failures that were overcome, and what is so old that nobody asks.</summary>
internal static class SweepTidying
{
    private static readonly TimeSpan NotesKept = TimeSpan.FromDays(30);

    public static async Task RunAsync(LakeStore lake, IReadOnlyList<StageGaps> stages, IEnumerable<LakeSource> sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await new GapRecords(lake).TidyAsync(now, cancellationToken);
        await foreach (var (function, path, at) in FailureNotes.FindAllAsync(lake, cancellationToken))
        {
            if (now - at > NotesKept || await IsOvercomeAsync(path))
            {
                await FailureNotes.DeleteAsync(lake, function, path, cancellationToken);
            }
        }

        // Of a timer's failure only time tells: its next good run writes nothing.
        async Task<bool> IsOvercomeAsync(string path)
        {
            foreach (var stage in stages)
            {
                foreach (var source in sources.Where(source => path.StartsWith(stage.PathOf(source.Name + "/"), StringComparison.Ordinal)))
                {
                    return await stage.IsClosedAsync(source, path[stage.PathOf("").Length..], cancellationToken);
                }
            }

            return false;
        }
    }
}
