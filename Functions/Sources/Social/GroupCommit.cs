using System.Globalization;
using System.Security.Cryptography;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social;

/// <summary>
/// Makes deliveries durable: those of a platform that arrive together become one raw blob, and each is answered only
/// after its bytes are in the lake. The first of them opens a window, which closes after <c>Social__CommitWindow</c>,
/// at <c>Social__CommitBytes</c>, at a quarter of these while no blob of the platform is on its way, or when the app stops.
/// </summary>
public sealed class GroupCommit : IDisposable
{
    // A quarter of Social__CommitBytes costs little per delivery already. Callers who are too few to fill a blob, and send the
    // next delivery only after the answer, would wait for the window each time.
    private const int WorthABlob = 4;

    private readonly LakeStore _lake;
    private readonly SocialOptions _options;
    private readonly TimeProvider _clock;
    private readonly PipelineTelemetry _telemetry;
    private readonly ILogger<GroupCommit> _logger;
    private readonly CancellationTokenRegistration _onStopping;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CommitGroup> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _onTheirWay = new(StringComparer.Ordinal);
    private bool _isStopping;

    public GroupCommit(LakeStore lake, IOptions<SocialOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime, PipelineTelemetry telemetry, ILogger<GroupCommit> logger)
    {
        _lake = lake;
        _options = options.Value;
        _clock = clock;
        _telemetry = telemetry;
        _logger = logger;
        _onStopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Ends once the delivery is durable, or fails as its blob does: the platform sends again what it gets no 2xx for.</summary>
    /// <param name="frame">The delivery.</param>
    /// <param name="cancellationToken">Ends the wait, not the writing: others may stand in the same blob.</param>
    internal Task AddAsync(SocialFrame frame, CancellationToken cancellationToken)
    {
        var line = FrameLine.Of(frame);
        CommitGroup? group;
        bool isDue;
        lock (_gate)
        {
            if (!_open.TryGetValue(frame.Platform, out group))
            {
                group = new CommitGroup(frame.Platform, frame.ReceivedAt, BlobOperation.Current);
                _open.Add(frame.Platform, group);
            }

            group.Add(line);
            isDue = IsDue(group);
            if (isDue)
            {
                Take(group);
            }
            else
            {
                group.Window ??= _clock.CreateTimer(_ => Close(group), null, _options.CommitWindow, Timeout.InfiniteTimeSpan);
            }
        }

        if (isDue)
        {
            _ = WriteAsync(group);
        }

        var durable = group.Durable.WaitAsync(cancellationToken);
        return _logger.IsEnabled(LogLevel.Information) ? TellAsync(group, durable) : durable;
    }

    public void Dispose() => _onStopping.Dispose();

    private async Task TellAsync(CommitGroup group, Task<string> durable)
    {
        var rawPath = await durable;
        if (group.Operation != BlobOperation.Current)
        {
            Log.AcceptedWithOthers(_logger, group.Platform, rawPath);
        }
    }

    // Requests that wait now are answered before the server ends: nobody has to wait for the window.
    private void Stop()
    {
        List<CommitGroup> open;
        lock (_gate)
        {
            _isStopping = true;
            open = [.. _open.Values];
        }

        open.ForEach(Close);
    }

    private void Close(CommitGroup group)
    {
        lock (_gate)
        {
            if (_open.GetValueOrDefault(group.Platform) != group)
            {
                return; // due in the meantime
            }

            Take(group);
        }

        _ = WriteAsync(group);
    }

    // A blob has arrived, or never will: what came together behind it need not wait for the window.
    private void Arrive(string platform)
    {
        CommitGroup? next;
        lock (_gate)
        {
            _onTheirWay[platform]--;
            if (!_open.TryGetValue(platform, out next) || !IsDue(next))
            {
                return;
            }
        }

        Close(next);
    }

    private bool IsDue(CommitGroup group) =>
        _isStopping || _options.CommitWindow == TimeSpan.Zero || group.Length >= _options.CommitBytes
        || (group.Length >= _options.CommitBytes / WorthABlob && _onTheirWay.GetValueOrDefault(group.Platform) == 0);

    private void Take(CommitGroup group)
    {
        _open.Remove(group.Platform);
        _onTheirWay[group.Platform] = _onTheirWay.GetValueOrDefault(group.Platform) + 1;
    }

    // Not behind the blob before: a slow one holds up nobody else.
    private async Task WriteAsync(CommitGroup group)
    {
        try
        {
            group.Window?.Dispose();
            using var activity = BlobOperation.GoOn("commit", group.Operation);
            var lines = group.ToBlob();
            var raw = RawName.Create(SocialSource.Name, group.OpenedAt, group.Platform, SHA256.HashData(lines), "ndjson");
            var metadata = new Dictionary<string, string>
            {
                [BlobMetadata.ReceivedAt] = group.OpenedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                [BlobMetadata.Account] = raw.Account,
            };
            BlobOperation.Write(metadata);
            await LakeStore.WriteOnceAsync(
                _lake.Raw.GetBlobClient(raw.BlobName), new MemoryStream(lines, writable: false), "application/x-ndjson", metadata, CancellationToken.None);
            Log.Accepted(_logger, group.Deliveries, group.Platform, raw.Path, lines.Length);
            _telemetry.Track(new IntakeAccepted(group.Platform, raw.Path, group.Deliveries, lines.Length));
            group.Complete(raw.Path);
        }
        catch (Exception broken)
        {
            group.Fail(broken);
        }

        // Behind the answers, so that those who send again at once share a blob.
        Arrive(group.Platform);
    }
}
