namespace Beejan.Functions.Sources.Social;

/// <summary>
/// The last quarter of an hour of a platform's deliveries, and whether they are turned away in numbers. Somebody who knocks
/// at an open door is no news; a platform whose own deliveries are refused is, because it gives up on us in the end.
/// </summary>
internal sealed class RefusalWindow
{
    /// <summary>Fewer than so many are no news.</summary>
    public const long Few = 20;

    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    // By the minute: what a window holds doesn't grow with its deliveries.
    private readonly List<(DateTimeOffset Minute, string? Reason, long Deliveries)> _counts = [];

    public void Accept(DateTimeOffset at) => Count(at, null);

    public void Refuse(DateTimeOffset at, string reason) => Count(at, reason);

    /// <returns>Null when all is well: few were refused, or no more than were accepted.</returns>
    public RefusalFinding? Judge(DateTimeOffset at)
    {
        Forget(at);
        var refused = _counts.Where(count => count.Reason is not null).ToList();
        var (refusals, accepted) = (refused.Sum(count => count.Deliveries), _counts.Where(count => count.Reason is null).Sum(count => count.Deliveries));
        return refusals < Few || refusals <= accepted
            ? null
            : new RefusalFinding(refused[0].Minute, refusals, accepted, refused.GroupBy(count => count.Reason!).MaxBy(reason => reason.Sum(count => count.Deliveries))!.Key);
    }

    private void Count(DateTimeOffset at, string? reason)
    {
        var minute = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var i = _counts.Count - 1; i >= 0; i--)
        {
            if (_counts[i].Minute == minute && _counts[i].Reason == reason)
            {
                _counts[i] = _counts[i] with { Deliveries = _counts[i].Deliveries + 1 };
                return;
            }
        }

        Forget(at);
        _counts.Add((minute, reason, 1));
    }

    private void Forget(DateTimeOffset at) => _counts.RemoveAll(count => count.Minute <= at - Length);
}
