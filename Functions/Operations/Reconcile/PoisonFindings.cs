using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry.Events;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>What stays in the poison queue, feed by feed.</summary>
internal sealed class PoisonFindings(LakeStore lake)
{
    private const string NoNote = "the log of function Reconcile says what it fails with";

    private readonly Dictionary<string, List<PoisonedBlob>> _feeds = [];
    private readonly HashSet<string> _paths = [];

    /// <summary>How many blobs there are, each once however often it was given up on.</summary>
    public int Blobs => _paths.Count;

    public bool Contains(string path) => _paths.Contains(path);

    /// <param name="feed">A source; for a message that is about none, the function it names.</param>
    /// <param name="blob">The message.</param>
    public void Add(string feed, PoisonedBlob blob)
    {
        if (!_feeds.TryGetValue(feed, out var blobs))
        {
            _feeds.Add(feed, blobs = []);
        }

        blobs.Add(blob);
        _paths.Add(blob.Message.Path);
    }

    public async Task<IReadOnlyList<BlobPoisoned>> DescribeAsync(CancellationToken cancellationToken)
    {
        var events = new List<BlobPoisoned>();
        foreach (var (feed, blobs) in _feeds)
        {
            var oldest = blobs.MinBy(blob => blob.At)!;
            var count = blobs.Select(blob => blob.Message.Path).Distinct().Count();
            var note = oldest.Message.Function.Length > 0 ? await FailureNotes.FindAsync(lake, oldest.Message.Function, oldest.Message.Path, cancellationToken) : null;
            var summary = $"{(oldest.Message.Function.Length > 0 ? oldest.Message.Function : "a function that the message doesn't name")} has given up on blobs: what is in them is missing in the warehouse";
            events.Add(new BlobPoisoned(feed, summary, oldest.At, count, oldest.Message.Path, note?.Hint ?? NoNote));
        }

        return events;
    }
}
