using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Extensions.Hosting;

namespace Beejan.Functions.Sources.Social;

/// <summary>
/// Counts what each platform's deliveries come to, and tells of those that were turned away once a minute, by platform and
/// reason: whoever knocks can't fill the telemetry. What is counted is this instance's alone and lost with it, which is
/// enough for a warning and for nothing else.
/// </summary>
public sealed class DeliveryCounts : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PipelineTelemetry _telemetry;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenRegistration _onStopping;
    private readonly ITimer _minute;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefusalWindow> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Platform, string Reason), long> _untold = [];

    // Of findings that last: a mail whose "since" moved would be another one each minute.
    private readonly Dictionary<string, DateTimeOffset> _refusedSince = new(StringComparer.Ordinal);

    public DeliveryCounts(PipelineTelemetry telemetry, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        _telemetry = telemetry;
        _clock = clock;
        _minute = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _onStopping = lifetime.ApplicationStopping.Register(Tell);
    }

    /// <param name="platform">As in <c>meta</c>.</param>
    internal void Accept(string platform)
    {
        lock (_gate)
        {
            WindowOf(platform).Accept(_clock.GetUtcNow());
        }
    }

    /// <param name="platform">As in <c>meta</c>.</param>
    /// <param name="reason">A word of our own, nothing that was sent.</param>
    /// <returns>Whether it is the first of its kind within the minute: one line in the log does.</returns>
    internal bool Refuse(string platform, string reason)
    {
        lock (_gate)
        {
            WindowOf(platform).Refuse(_clock.GetUtcNow(), reason);
            if (_untold.Count == 0)
            {
                _minute.Change(Minute, Timeout.InfiniteTimeSpan);
            }

            return (_untold[(platform, reason)] = _untold.GetValueOrDefault((platform, reason)) + 1) == 1;
        }
    }

    public void Dispose()
    {
        _onStopping.Dispose();
        _minute.Dispose();
    }

    private void Tell()
    {
        lock (_gate)
        {
            foreach (var ((platform, reason), deliveries) in _untold)
            {
                _telemetry.Track(new IntakeRefused(platform, reason, deliveries));
            }

            foreach (var platform in _untold.Keys.Select(key => key.Platform).Distinct())
            {
                if (WindowOf(platform).Judge(_clock.GetUtcNow()) is { } finding)
                {
                    _telemetry.Track(new WebhooksRefused(
                        $"{SocialSource.Name} {platform}",
                        $"more deliveries are refused than accepted, most for {finding.Reason}",
                        _refusedSince.TryGetValue(platform, out var since) ? since : _refusedSince[platform] = finding.Since,
                        finding.Refused,
                        finding.Reason));
                }
                else
                {
                    _refusedSince.Remove(platform);
                }
            }

            _untold.Clear();
        }
    }

    private RefusalWindow WindowOf(string platform)
    {
        if (!_windows.TryGetValue(platform, out var window))
        {
            _windows.Add(platform, window = new RefusalWindow());
        }

        return window;
    }
}
