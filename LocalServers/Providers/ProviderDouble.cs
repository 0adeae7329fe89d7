using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Beejan.LocalServers.Providers;

/// <summary>
/// A provider's API on this machine: its protocol with its traps, and its bad days on demand. Answers what the provider
/// answers; knows nothing of who asks.
/// </summary>
public abstract class ProviderDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<DoubleRequest> _requests = new();
    private int _number;

    protected ProviderDouble()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<DoubleRequest> Requests => [.. _requests];

    /// <summary>What goes wrong with the request of a number, counted from 1; null for what goes right.</summary>
    public Func<int, DoubleFault?> Faults { get; set; } = _ => null;

    /// <summary>JSON as providers write it: letters of all scripts as they are.</summary>
    protected static JsonSerializerOptions Format { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How the provider says 429.</summary>
    protected abstract (int Status, string Body) TooManyRequests { get; }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task<T> StartAsync<T>(T provider, CancellationToken cancellationToken)
        where T : ProviderDouble
    {
        await provider._app.StartAsync(cancellationToken);
        return provider;
    }

    /// <summary>Who a request says it is.</summary>
    protected abstract string Who(HttpRequest request);

    /// <summary>What the provider answers on a good day.</summary>
    protected abstract (int Status, string Body) Answer(HttpRequest request);

    protected static (string User, string Password) ReadBasic(HttpRequest request)
    {
        const string Scheme = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return ("", "");
        }

        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[Scheme.Length..])).Split(':', 2);
        return (pair[0], pair[^1]);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _number);
        var fault = Faults(number);
        _requests.Enqueue(new DoubleRequest(number, context.Features.Get<IHttpRequestFeature>()!.RawTarget, Who(context.Request), fault));
        var (status, body) = fault switch
        {
            DoubleFault.TooManyRequests => TooManyRequests,
            DoubleFault.Failure failure => (failure.Status, "<h1>upstream connect error</h1>"),
            DoubleFault.Html => (200, "<!DOCTYPE html><html><body>We will be back soon.</body></html>"),
            _ => Answer(context.Request),
        };
        await (fault ?? DoubleFault.None).WriteAsync(context, status, body);
    }
}
