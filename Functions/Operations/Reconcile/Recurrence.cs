using Beejan.Functions.Telemetry.Events;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>
/// Whether one source's gaps have to be looked at. A lost event is healed and no mail. It is one when blobs were left behind
/// again and again, as where an Event Grid subscription is broken; when a blob that was healed is left behind once more; and
/// while a blob can't be healed.
/// </summary>
internal sealed class Recurrence(string source, DateTimeOffset now)
{
    /// <summary>Sweeps that healed something, from which on it is no accident.</summary>
    public const int Sweeps = 3;

    /// <summary>How long a healing counts: long enough for a source whose data comes twice a day.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(2);

    private readonly HashSet<DateTimeOffset> _sweeps = [];
    private long _healed;
    private (string Path, DateTimeOffset At) _newest = ("", DateTimeOffset.MinValue);
    private long _again;
    private (string Path, DateTimeOffset At) _newestAgain = ("", DateTimeOffset.MaxValue);
    private long _left;
    private (string Path, DateTimeOffset At) _oldestLeft = ("", DateTimeOffset.MaxValue);

    /// <summary>A blob that was healed at some time.</summary>
    public void AddHealed(string path, GapRecord record)
    {
        if (record.HealedAt is not { } at || now - at > Window)
        {
            return;
        }

        _sweeps.Add(at);
        _healed++;
        _newest = at > _newest.At ? (path, at) : _newest;
        if (record.Healed > 1)
        {
            _again++;
            _newestAgain = _again == 1 || at > _newestAgain.At ? (path, at) : _newestAgain;
        }
    }

    /// <summary>A blob that can't be healed.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="since">When it was ready to be taken.</param>
    public void AddLeft(string path, DateTimeOffset since)
    {
        _left++;
        _oldestLeft = since < _oldestLeft.At ? (path, since) : _oldestLeft;
    }

    public IEnumerable<GapRecurred> Findings()
    {
        if (_left > 0)
        {
            yield return new GapRecurred(source, "blobs were left behind and can't be run again: the log of function Reconcile says why, and a new version is tried at once", _oldestLeft.At, _left, _oldestLeft.Path);
        }

        if (_sweeps.Count >= Sweeps)
        {
            yield return new GapRecurred(source, $"blobs had to be run again in sweep after sweep, within {Window.TotalDays:0} days: events are lost, or the functions are far behind", _sweeps.Min(), _healed, _newest.Path);
        }

        if (_again > 0)
        {
            yield return new GapRecurred(source, "blobs that were run again were left behind once more: what the lake or the warehouse had was lost", _newestAgain.At, _again, _newestAgain.Path);
        }
    }
}
