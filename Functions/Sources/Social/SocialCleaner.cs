using System.Buffers;
using System.IO.Pipelines;
using Azure.Storage.Blobs;
using Beejan.Functions.Sources.Social.Platforms;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social;

/// <summary>Reads the deliveries of one raw blob, frame by frame, and decides of every event whether it is a row, a reject or nothing.</summary>
public sealed class SocialCleaner(CleanStage stage, EnabledPlatforms platforms, IOptions<CleaningOptions> options)
{
    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken) => stage.PublishAsync(ReadAsync(raw, cancellationToken), cancellationToken);

    /// <summary>Reads a blob and leaves the lake as it is.</summary>
    internal Task<CleanReading> ReadAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.ReadAsync(raw, SocialSource.Name, SocialSource.RuleVersion, rules => new SocialColumns(rules), ReadAsync, cancellationToken);

    private async Task ReadAsync(Stream bytes, CleanBatch<SocialColumns> batch, CancellationToken cancellationToken)
    {
        var rows = new SocialRowWriter(platforms, options.Value.DefaultRegion, batch);
        var reader = PipeReader.Create(bytes, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var line = 0L;
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (TryReadLine(ref buffer, read.IsCompleted, out var frame))
            {
                rows.WriteFrame(frame.IsSingleSegment ? frame.FirstSpan : frame.ToArray(), ++line);
                await batch.FlushIfFullAsync(cancellationToken);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
        while (!read.IsCompleted);

        await reader.CompleteAsync();
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = isLast ? buffer : default;
        buffer = isLast ? buffer.Slice(buffer.End) : buffer;
        return !line.IsEmpty;
    }
}
