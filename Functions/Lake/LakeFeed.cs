namespace Beejan.Functions.Lake;

/// <summary>One account of a source that the settings enable, and what it promises.</summary>
/// <param name="Account">As raw blobs name it; empty: the feed is the whole source.</param>
public sealed record LakeFeed(string Account)
{
    /// <summary>How old the last good run may be; null: nothing is promised.</summary>
    public TimeSpan? RunWithin { get; init => field = value > TimeSpan.Zero ? value : null; }

    /// <summary>How old the newest row may be; null: nothing is promised.</summary>
    public TimeSpan? RowsWithin { get; init => field = value > TimeSpan.Zero ? value : null; }

    /// <summary>Of feeds that come by themselves: so many deliveries must be missing before it is silent; null: nothing is promised.</summary>
    public int? SilenceAfter { get; init => field = value > 0 ? value : null; }

    /// <summary>Whether each run reads again what runs before have read: then rows that are known say nothing.</summary>
    public bool IsReadAgain { get; init; }
}
