using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Timers;

/// <summary>When a timer last ran and is next to run, in the host storage, so that a restart knows what was missed.</summary>
internal sealed class ScheduleMonitor(BlobContainerClient container, string path, TimerSchedule schedule)
{
    private readonly BlobClient _blob = container.GetBlobClient(path);

    /// <summary>The status as it stands: recorded, or begun now for a new timer or a changed schedule.</summary>
    internal async Task<ScheduleStatus> OpenAsync(DateTime now, CancellationToken cancellationToken)
    {
        var recorded = await ReadAsync(cancellationToken);
        if (recorded is not null)
        {
            var expected = schedule.Next(recorded.LastUpdated == default ? recorded.Last : recorded.LastUpdated);
            if (expected == recorded.Next)
            {
                return recorded;
            }
        }

        var begun = new ScheduleStatus { Next = schedule.Next(now), LastUpdated = now };
        await WriteAsync(begun, cancellationToken);
        return begun;
    }

    internal async Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken)
    {
        var content = BinaryData.FromObjectAsJson(status);
        try
        {
            await _blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "ContainerNotFound")
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await _blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    private async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await _blob.DownloadContentAsync(cancellationToken);
            var status = JsonSerializer.Deserialize<ScheduleStatus>(content.Value.Content)!;
            // The host writes them with an offset.
            return new ScheduleStatus { Last = Utc(status.Last), Next = Utc(status.Next), LastUpdated = Utc(status.LastUpdated) };
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static DateTime Utc(DateTime time) => time == default ? default : time.ToUniversalTime();
}
