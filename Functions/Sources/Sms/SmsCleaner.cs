using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Sms.Providers;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Reads the messages of one page, one by one, and decides of each whether it is a row, a reject or nothing.</summary>
public sealed class SmsCleaner(CleanStage stage, IOptions<CleaningOptions> options)
{
    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.RunAsync(raw, SmsSource.Name, SmsSource.RuleVersion, rules => new SmsColumns(rules), ReadAsync, cancellationToken);

    private async Task ReadAsync(Stream bytes, CleanBatch<SmsColumns> batch, CancellationToken cancellationToken)
    {
        var page = ReadPage(await ReadBytesAsync(bytes, cancellationToken));
        var rows = new SmsRowWriter(options.Value.DefaultRegion, batch);
        foreach (var message in page.Messages)
        {
            rows.Write(page.Bytes, message);
            await batch.FlushIfFullAsync(cancellationToken);
        }
    }

    // Whole: a page is a thousand messages at most, and ends with what says that it is one.
    private static async Task<byte[]> ReadBytesAsync(Stream bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > TwilioPage.LargestBody)
        {
            throw NoPage($"{bytes.Length} bytes");
        }

        var page = new byte[bytes.Length];
        await bytes.ReadExactlyAsync(page, cancellationToken);
        return page;
    }

    private static TwilioPage ReadPage(byte[] bytes)
    {
        try
        {
            return TwilioPage.Read(bytes);
        }
        catch (BrokenPageException e)
        {
            throw NoPage(e.Found);
        }
    }

    private static BadFileException NoPage(string found) => new("page", found, BrokenPageException.Expected, "sms.twilio.page");
}
