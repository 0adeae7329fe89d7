using System.Globalization;
using Azure;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Beejan.Functions.Sources.Sms.Providers.Infobip;

/// <summary>
/// Empties an inbox that hands each message out once. Whatever of an answer arrives is durable before anything is made
/// of it, half an answer too, and no answer is asked for again. What is lost when the process is killed is the one answer
/// that is under way, from the moment in which the provider lets go of it until it is written: <see cref="InfobipOptions.Limit"/>
/// messages at most. A shutdown in order loses nothing: it waits for that answer.
/// </summary>
internal sealed class InfobipInbox(LakeStore lake, SmsClient client, SmsLanding landing, SmsPatience patience, IOptions<SmsOptions> options, TimeProvider clock, ILogger<InfobipInbox> logger) : SmsInbox
{
    // There is no other copy: a storage that is away is waited for.
    private readonly ResiliencePipeline _untilWritten = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = patience.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = patience.FirstDelay,
        MaxDelay = patience.LongestDelay,
        ShouldHandle = new PredicateBuilder().Handle<RequestFailedException>().Handle<AggregateException>(), // the SDK's word for "tried several times"
    }).Build();

    internal override IEnumerable<SmsLogin> Logins => options.Value.Infobip.Logins;

    internal override async Task ReadAsync(SmsLogin login, CancellationToken cancellationToken)
    {
        // Before anything is taken from the provider: storage that can't be reached is found out here.
        var cursor = await LakeCursor<InfobipCursor>.ReadAsync(lake, login.Cursor, cancellationToken);
        var (pages, messages) = (0, 0);
        SmsPage page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await TakeAsync(login);
            pages++;
            messages += page.Messages.Count;
        }
        while (page.Messages.Count > 0 && page.Number(InfobipFormat.Pending) > 0);

        await cursor.MoveAsync(new InfobipCursor { ReadAt = clock.GetUtcNow() }, cancellationToken);
        Log.Emptied(logger, SmsSource.Name, login.Account, messages, pages);
    }

    // Not to be cancelled: from the request on there may be messages under way that nobody else has.
    private async Task<SmsPage> TakeAsync(SmsLogin login)
    {
        var address = new Uri(login.BaseAddress, string.Create(CultureInfo.InvariantCulture, $"/sms/1/inbox/reports?limit={options.Value.Infobip.Limit}"));
        using var response = await client.AskAsync(login, address, CancellationToken.None);
        var body = await SmsBody.ReadAsync(response.Content, patience.Attempt);
        var path = body.Bytes.Length == 0 ? null : await LandAsync(login, body);
        try
        {
            var page = SmsPage.Read(login.Format, body.Bytes);
            return body.Fault is null && !page.IsTorn ? page : throw SmsProviderException.Consumed(login, body.Fault ?? "JSON that breaks off", path, body.Cause);
        }
        catch (BrokenPageException e)
        {
            throw SmsProviderException.Consumed(login, body.Fault ?? e.Found, path, body.Cause ?? e);
        }
    }

    private async Task<string> LandAsync(SmsLogin login, SmsBody body)
    {
        var day = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero); // when it came, which comes but once
        return await _untilWritten.ExecuteAsync(async cancellationToken => (await landing.LandAsync(login, day, body.Bytes, cancellationToken, body.Fault is null ? "json" : "part")).Path);
    }
}
