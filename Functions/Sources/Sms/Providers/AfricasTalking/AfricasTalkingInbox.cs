using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms.Providers.AfricasTalking;

/// <summary>
/// Reads an inbox from the last id on, oldest first, until there is nothing more: pages are as long as the provider
/// likes. The cursor moves behind each page when it is durable.
/// </summary>
internal sealed class AfricasTalkingInbox(LakeStore lake, SmsClient client, SmsLanding landing, IOptions<SmsOptions> options, TimeProvider clock, ILogger<AfricasTalkingInbox> logger) : SmsInbox
{
    internal override IEnumerable<SmsLogin> Logins => options.Value.AfricasTalking.Logins;

    internal override async Task ReadAsync(SmsLogin login, CancellationToken cancellationToken)
    {
        var cursor = await LakeCursor<AfricasTalkingCursor>.ReadAsync(lake, login.Cursor, cancellationToken);
        var (pages, messages) = (0, 0);
        while (await client.ReadAsync(login, After(login, cursor.Value.LastReceivedId), cancellationToken) is { Messages.Count: > 0 } page)
        {
            var last = FindLast(login, page, cursor.Value.LastReceivedId);
            await landing.LandAsync(login, page.Oldest ?? DateTime.UnixEpoch, page.Bytes, cancellationToken);
            await cursor.MoveAsync(cursor.Value with { LastReceivedId = last }, cancellationToken);
            pages++;
            messages += page.Messages.Count;
        }

        await cursor.MoveAsync(cursor.Value with { ReadAt = clock.GetUtcNow() }, cancellationToken);
        Log.Emptied(logger, SmsSource.Name, login.Account, messages, pages);
    }

    private static Uri After(SmsLogin login, long id)
        => new(login.BaseAddress, string.Create(CultureInfo.InvariantCulture, $"/version1/messaging?username={Uri.EscapeDataString(login.Account)}&lastReceivedId={id}"));

    // Ids only grow. One that doesn't is of another environment, whose messages these are not; and without any there is no way on.
    private static long FindLast(SmsLogin login, SmsPage page, long after)
    {
        var ids = page.Read(message => AfricasTalkingFormat.Order(message)).OfType<long>().ToList();
        if (ids.Count == 0)
        {
            throw SmsProviderException.Unexpected(login, "messages none of which has a number as id", "ids by which the inbox is ordered", $"Check {login.Asking[0]}.");
        }

        return ids.Min() > after
            ? ids.Max()
            : throw SmsProviderException.Unexpected(
                login, $"id {ids.Min()}", $"ids greater than lastReceivedId {after}", $"Key or host are of another environment (sandbox, production): correct {string.Join(", ", login.Credentials.Concat(login.Asking))}, or, if the inbox has begun anew, delete cursors/{login.Cursor}.json in container state.");
    }
}
