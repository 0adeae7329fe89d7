using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Asks a provider for one answer, as often as it deserves.</summary>
public sealed class SmsClient(IHttpClientFactory clients)
{
    private const int LongestError = 200;

    /// <exception cref="SmsProviderException">No page could be had.</exception>
    internal async Task<SmsPage> ReadAsync(SmsLogin login, Uri address, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(login, address, cancellationToken);
        return ((SmsPageContent)response.Content).Page;
    }

    /// <summary>For answers that are read outside the attempt: status 200, and the body still to come.</summary>
    /// <exception cref="SmsProviderException">There was no such answer.</exception>
    internal async Task<HttpResponseMessage> AskAsync(SmsLogin login, Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(login.Format.Name);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(login.Secret.Name, login.Secret.Value);
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                var error = await SmsBody.ReadAsync(response.Content, cancellationToken);
                throw SmsProviderException.Refused(login, (int)response.StatusCode, ReadError(login.Format, error.Bytes));
            }
        }
        catch (Exception e) when (e is BrokenPageException or HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            throw SmsProviderException.NoPage(login, e);
        }
    }

    /// <summary>What the format knows to be words of the provider; null for any other body, which may hold anything.</summary>
    private static string? ReadError(SmsFormat format, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var words = format.ErrorPaths.Select(path => path.Split('.').Aggregate(json.RootElement, (element, name) => element.GetProperty(name)).ToString())
                .Select(word => word.Length > LongestError ? word[..LongestError] + "…" : word);
            return string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(format.ErrorFormat), [.. words]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
