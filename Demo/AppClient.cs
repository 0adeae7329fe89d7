using System.Net.Http.Json;
using System.Text;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Warehouse;

namespace Beejan.Demo;

/// <summary>Talks to the running app as anyone else would: over HTTP.</summary>
internal sealed class AppClient(Uri address, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, DefaultRequestHeaders = { { "x-functions-key", key } } };

    public async Task<PipelineStatus> ReadStatusAsync(CancellationToken cancellationToken)
        => await _http.GetFromJsonAsync<PipelineStatus>("api/status", cancellationToken) ?? throw new DemoException("The app's status is empty.");

    /// <summary>The complaints of a source with this id; none when there are none.</summary>
    public async Task<IReadOnlyList<TracedComplaint>> TraceAsync(string source, string id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/trace/{source}/{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}", cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound
            ? []
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<IReadOnlyList<TracedComplaint>>(cancellationToken) ?? [];
    }

    /// <param name="request">The body of <c>POST /api/replay</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ReplayAccepted> ReplayAsync(string request, CancellationToken cancellationToken)
    {
        using var body = new StringContent(request, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("api/replay", body, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ReplayAccepted>(cancellationToken) ?? throw new DemoException("The app's answer is empty.");
    }

    public async Task<ReplayProgress> ReadReplayAsync(string id, CancellationToken cancellationToken)
        => await _http.GetFromJsonAsync<ReplayProgress>($"api/replay/{id}", cancellationToken) ?? throw new DemoException("The app's answer is empty.");

    /// <summary>Fires a timer function now.</summary>
    public async Task FireAsync(string function, CancellationToken cancellationToken)
    {
        using var body = new StringContent("{\"input\": \"\"}", Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync($"admin/functions/{function}", body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Delivers a webhook; returns the status code.</summary>
    public async Task<int> PostAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/social/{webhook.Platform}") { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in webhook.Headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return (int)response.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
