using System.Globalization;
using System.Security.Cryptography;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>
/// Reads what an account has received into raw, newest first, page by page. Every page is durable before the next is
/// asked for, and the cursor moves when the last one is: a run that is cut short repeats itself, and loses nothing.
/// </summary>
public sealed class TwilioInbox(LakeStore lake, TwilioClient client, IOptions<SmsOptions> options, TimeProvider clock, ILogger<TwilioInbox> logger)
{
    internal static string CursorOf(string accountSid) => $"{SmsSource.Name}/{accountSid}";

    internal async Task ReadAsync(TwilioLogin login, CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<SmsCursor>.ReadAsync(lake, CursorOf(login.AccountSid), cancellationToken);
        var window = SmsWindow.Open(cursor.Value, clock.GetUtcNow(), options.Value);
        var (pages, landed, newest) = (0, 0, (DateTime?)null);
        for (var link = client.FirstPage(login, window.Day); link is not null;)
        {
            if (++pages > options.Value.Twilio.MaxPages)
            {
                throw TwilioException.TooManyPages(login, options.Value.Twilio.MaxPages, window.Day);
            }

            var page = await client.ReadAsync(login, link, cancellationToken);
            landed += await LandAsync(page, login, window, cancellationToken) ? 1 : 0;
            newest = page.Newest(window.StartedAt.UtcDateTime) is { } time && !(time <= newest) ? time : newest;

            // The filter knows days only; from here on there is nothing new.
            link = page.IsWhollyBefore(window.Floor.UtcDateTime) ? null : client.NextPage(login, page);
        }

        await cursor.MoveAsync(window.Close(cursor.Value, newest), cancellationToken);
        Log.Fetched(logger, SmsSource.Name, login.AccountSid, pages, landed, window.Floor);
    }

    /// <returns>False when the same page was there already.</returns>
    private async Task<bool> LandAsync(TwilioPage page, TwilioLogin login, SmsWindow window, CancellationToken cancellationToken)
    {
        var day = new DateTimeOffset(window.Day, TimeOnly.MinValue, TimeSpan.Zero);
        var raw = RawName.Create(SmsSource.Name, day, login.AccountSid, SHA256.HashData(page.Bytes), "json");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
        };
        var isNew = await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), new MemoryStream(page.Bytes, writable: false), "application/json", metadata, cancellationToken);
        if (isNew)
        {
            Log.Ingested(logger, SmsSource.Name, raw.Path, page.Bytes.Length);
        }

        return isNew;
    }
}
