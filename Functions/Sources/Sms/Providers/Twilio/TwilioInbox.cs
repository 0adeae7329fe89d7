using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms.Providers.Twilio;

/// <summary>
/// Reads what an account has received into raw, newest first, page by page. Every page is durable before the next is
/// asked for, and the cursor moves when the last one is: a run that is cut short repeats itself, and loses nothing.
/// </summary>
internal sealed class TwilioInbox(LakeStore lake, SmsClient client, SmsLanding landing, IOptions<SmsOptions> options, TimeProvider clock, ILogger<TwilioInbox> logger) : SmsInbox
{
    private readonly TwilioOptions _options = options.Value.Twilio;

    internal override IEnumerable<SmsLogin> Logins => _options.Logins;

    internal override async Task ReadAsync(SmsLogin login, CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<SmsCursor>.ReadAsync(lake, login.Cursor, cancellationToken);
        var window = SmsWindow.Open(cursor.Value, clock.GetUtcNow(), options.Value);
        var day = new DateTimeOffset(window.Day, TimeOnly.MinValue, TimeSpan.Zero);
        var (pages, landed, newest) = (0, 0, (DateTime?)null);
        for (var link = FirstPage(login, window.Day); link is not null;)
        {
            if (++pages > _options.MaxPages)
            {
                throw SmsProviderException.Unexpected(
                    login, $"more than {_options.MaxPages} pages of messages since {window.Day:yyyy-MM-dd}", "at most that many (Sms__Twilio__MaxPages)", "Either the date filter does not filter, or there is much to catch up on: then raise the setting.");
            }

            var page = await client.ReadAsync(login, link, cancellationToken);
            landed += (await landing.LandAsync(login, day, page.Bytes, cancellationToken)).IsNew ? 1 : 0;
            newest = page.Newest(window.StartedAt.UtcDateTime) is { } time && !(time <= newest) ? time : newest;

            // The filter knows days only; from here on there is nothing new.
            link = page.IsWhollyBefore(window.Floor.UtcDateTime) ? null : NextPage(login, page);
        }

        await cursor.MoveAsync(window.Close(cursor.Value, newest), cancellationToken);
        Log.Fetched(logger, SmsSource.Name, login.Account, pages, landed, window.Floor);
    }

    // The operator is part of the name: DateSent%3E=day. Anything else is ignored, and the whole history comes.
    private Uri FirstPage(SmsLogin login, DateOnly day)
        => new(login.BaseAddress, string.Create(CultureInfo.InvariantCulture, $"/2010-04-01/Accounts/{login.Account}/Messages.json?DateSent%3E={day:yyyy-MM-dd}&PageSize={_options.PageSize}"));

    /// <returns>Null after the last page.</returns>
    private static Uri? NextPage(SmsLogin login, SmsPage page)
        => page.Text(TwilioFormat.Next) is { } link ? login.Follow(link) ?? throw SmsProviderException.LeadsElsewhere(login, TwilioFormat.Next) : null;
}
