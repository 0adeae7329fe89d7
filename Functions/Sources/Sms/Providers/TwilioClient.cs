using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Twilio's Messages list. https://www.twilio.com/docs/messaging/api/message-resource</summary>
public sealed class TwilioClient(IHttpClientFactory clients, IOptions<SmsOptions> options)
{
    private const int LongestError = 200;

    private readonly TwilioOptions _options = options.Value.Twilio;

    // The operator is part of the name: DateSent%3E=day. Anything else is ignored, and the whole history comes.
    internal Uri FirstPage(TwilioLogin login, DateOnly day)
        => new(_options.BaseAddress, string.Create(CultureInfo.InvariantCulture, $"/2010-04-01/Accounts/{login.AccountSid}/Messages.json?DateSent%3E={day:yyyy-MM-dd}&PageSize={_options.PageSize}"));

    /// <returns>Null after the last page.</returns>
    internal Uri? NextPage(TwilioLogin login, TwilioPage page)
    {
        if (page.Next is null)
        {
            return null;
        }

        return Uri.TryCreate(_options.BaseAddress, page.Next, out var next) && next.Scheme == _options.BaseAddress.Scheme && next.Authority == _options.BaseAddress.Authority
            ? next
            : throw TwilioException.LeadsElsewhere(login, _options.BaseAddress);
    }

    /// <exception cref="TwilioException">No page could be had.</exception>
    internal async Task<TwilioPage> ReadAsync(TwilioLogin login, Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(TwilioHttp.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = login.Authorization;
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response is { StatusCode: HttpStatusCode.OK, Content: TwilioPageContent content }
                ? content.Page
                : throw TwilioException.Refused(login, (int)response.StatusCode, ReadError(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        }
        catch (Exception e) when (e is BrokenPageException or HttpRequestException or TimeoutRejectedException)
        {
            throw TwilioException.NoPage(login, e);
        }
    }

    /// <summary>Code and message of <c>{"code":20003,"message":"Authenticate",…}</c>; null for any other body, which may hold anything.</summary>
    private static string? ReadError(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var message = json.RootElement.GetProperty("message").GetString() ?? "";
            return $"code {json.RootElement.GetProperty("code").GetInt32()}: {(message.Length > LongestError ? message[..LongestError] + "…" : message)}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
