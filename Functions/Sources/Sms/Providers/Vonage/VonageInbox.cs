using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms.Providers.Vonage;

/// <summary>
/// Reads what an account has received in slices of a day at most, the longest that Vonage answers, from the cursor up to
/// now, however long that is. The cursor moves behind each slice when all of its pages are durable.
/// </summary>
internal sealed class VonageInbox(LakeStore lake, SmsClient client, SmsLanding landing, IOptions<SmsOptions> options, TimeProvider clock, ILogger<VonageInbox> logger) : SmsInbox
{
    internal static readonly TimeSpan LongestSlice = TimeSpan.FromDays(1);

    internal override IEnumerable<SmsLogin> Logins => options.Value.Vonage.Logins;

    internal override async Task ReadAsync(SmsLogin login, CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<SmsCursor>.ReadAsync(lake, login.Cursor, cancellationToken);
        var window = SmsWindow.Open(cursor.Value, clock.GetUtcNow(), options.Value);
        var (pages, landed) = (0, 0);
        var end = WholeSecond(window.StartedAt);
        for (var from = WholeSecond(window.Floor); from < end;)
        {
            var to = end - from > LongestSlice ? from + LongestSlice : end;
            var slice = await ReadSliceAsync(login, from, to, cancellationToken);
            (pages, landed) = (pages + slice.Pages, landed + slice.Landed);
            await cursor.MoveAsync(to == end ? window.Close(cursor.Value, to) : window.Reach(cursor.Value, to), cancellationToken);
            from = to;
        }

        Log.Fetched(logger, SmsSource.Name, login.Account, pages, landed, window.Floor);
    }

    private async Task<(int Pages, int Landed)> ReadSliceAsync(SmsLogin login, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (links, landed) = (new HashSet<Uri>(), 0);
        for (var link = FirstPage(login, from, to); link is not null;)
        {
            if (!links.Add(link))
            {
                throw SmsProviderException.Unexpected(login, $"a {VonageFormat.Next} that leads back", "one to the next page, or none", "The next run reads the same again.");
            }

            var page = await client.ReadAsync(login, link, cancellationToken);
            RequireTexts(login, page);
            if (page.Messages.Count > 0) // each answer has an id of its own: empty ones would only pile up
            {
                landed += (await landing.LandAsync(login, from, page.Bytes, cancellationToken)).IsNew ? 1 : 0;
            }

            link = page.Text(VonageFormat.Next) is { } next ? login.Follow(next) ?? throw SmsProviderException.LeadsElsewhere(login, VonageFormat.Next) : null;
        }

        return (links.Count, landed);
    }

    // An account that may not read texts answers as if there were none.
    private static void RequireTexts(SmsLogin login, SmsPage page)
    {
        var inbound = page.Read<bool?>(message => message[SmsField.Direction] is "inbound" ? message.Has(SmsField.Text) : null).OfType<bool>().ToList();
        if (inbound.Count > 0 && !inbound.Contains(true))
        {
            throw SmsProviderException.Unexpected(login, "records without message_body", "the texts, which include_message=true asks for", "Have Vonage allow the account to read message bodies in reports.");
        }
    }

    private static Uri FirstPage(SmsLogin login, DateTimeOffset from, DateTimeOffset to)
        => new(login.BaseAddress, $"/v2/reports/records?account_id={Uri.EscapeDataString(login.Account)}&product=SMS&direction=inbound&date_start={Show(from)}&date_end={Show(to)}&include_message=true");

    private static string Show(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
