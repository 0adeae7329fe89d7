using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Sms.Providers;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Reads the messages of one page, one by one, and decides of each whether it is a row, a reject or nothing.</summary>
public sealed class SmsCleaner(CleanStage stage, IOptions<CleaningOptions> cleaning, IOptions<SmsOptions> options)
{
    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken) => stage.PublishAsync(ReadAsync(raw, cancellationToken), cancellationToken);

    /// <summary>Reads a blob and leaves the lake as it is.</summary>
    internal Task<CleanReading> ReadAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.ReadAsync(raw, SmsSource.Name, SmsSource.RuleVersion, rules => new SmsColumns(rules), ReadAsync, cancellationToken);

    private Task ReadAsync(Stream bytes, CleanBatch<SmsColumns> batch, CancellationToken cancellationToken)
        => ReadAsync(bytes, cleaning.Value.DefaultRegion, options.Value.DecodeEntities, batch, cancellationToken);

    /// <summary>Reads a page, from where its stream stands.</summary>
    internal static async Task ReadAsync(Stream bytes, string defaultRegion, bool decodesEntities, CleanBatch<SmsColumns> batch, CancellationToken cancellationToken)
    {
        var (format, account) = SmsFormats.Of(batch.Raw.Account);
        var page = ReadPage(format, await ReadBytesAsync(format, bytes, cancellationToken));
        var rows = new SmsRowWriter(format, account, defaultRegion, decodesEntities, batch);
        foreach (var message in page.Messages)
        {
            rows.Write(page.Bytes, message);
            await batch.FlushIfFullAsync(cancellationToken);
        }

        if (page.Torn is { } torn)
        {
            rows.Refuse(page.Bytes, torn, ("message", "an answer that breaks off", "messages to their end; nobody has the rest", $"sms.{format.Name}.torn"));
        }
    }

    // Whole: a page is a thousand messages at most, and ends with what says that it is one.
    private static async Task<byte[]> ReadBytesAsync(SmsFormat format, Stream bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > SmsPage.LargestBody)
        {
            throw NoPage(format, $"{bytes.Length} bytes");
        }

        var page = new byte[bytes.Length];
        await bytes.ReadExactlyAsync(page, cancellationToken);
        return page;
    }

    private static SmsPage ReadPage(SmsFormat format, byte[] bytes)
    {
        try
        {
            return SmsPage.Read(format, bytes);
        }
        catch (BrokenPageException e)
        {
            throw NoPage(format, e.Found);
        }
    }

    private static BadFileException NoPage(SmsFormat format, string found) => new("page", found, format.Shape.Expected, $"sms.{format.Name}.page");
}
