using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Beejan.LocalServers.ApplicationInsights;

/// <summary>
/// Application Insights' ingestion endpoint on this machine: takes what an app sends, and keeps it to be looked at. An app
/// sends to it that has <see cref="ConnectionString"/> in APPLICATIONINSIGHTS_CONNECTION_STRING.
/// </summary>
public sealed class IngestionDouble : IAsyncDisposable
{
    private static readonly Guid Key = Guid.Parse("00000000-0000-0000-0000-00000000b33a");

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedTelemetry> _items = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private int _number;

    private IngestionDouble()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>All of its endpoints are this one, so that nothing leaves the machine.</summary>
    public string ConnectionString => $"InstrumentationKey={Key};IngestionEndpoint={_app.Urls.Single()}/;LiveEndpoint={_app.Urls.Single()}/;ProfilerEndpoint={_app.Urls.Single()}/";

    /// <summary>What has been accepted, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedTelemetry> Received => [.. _items];

    /// <summary>The bodies of the requests, unpacked: every byte that was sent, accepted or not.</summary>
    public IReadOnlyList<string> Bodies => [.. _bodies];

    /// <summary>The status that the request of a number is refused with, counted from 1 (429, 500, 503); null accepts it.</summary>
    public Func<int, int?> Refusals { get; set; } = _ => null;

    public static async Task<IngestionDouble> StartAsync(CancellationToken cancellationToken = default)
    {
        var ingestion = new IngestionDouble();
        await ingestion._app.StartAsync(cancellationToken);
        return ingestion;
    }

    /// <summary>What was received of a kind, as in <c>Event</c>, and a name; of any name without one.</summary>
    public IReadOnlyList<ReceivedTelemetry> Of(string kind, string? name = null) => [.. _items.Where(item => item.Kind == kind && (name is null || item.Name == name))];

    /// <summary>The events of a name.</summary>
    public IReadOnlyList<ReceivedTelemetry> Events(string name) => Of("Event", name);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.EndsWith("/appId", StringComparison.Ordinal)) // the SDK asks whose key this is
        {
            await context.Response.WriteAsync(Key.ToString());
            return;
        }

        if (path is not "/v2/track" and not "/v2.1/track" || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var body = await ReadAsync(context.Request);
        _bodies.Enqueue(body);
        var items = Envelope.ReadAll(body);
        if (Refusals(Interlocked.Increment(ref _number)) is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync($$"""{"itemsReceived":{{items.Count}},"itemsAccepted":0,"errors":[]}""");
            return;
        }

        foreach (var item in items)
        {
            _items.Enqueue(item);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"itemsReceived":{{items.Count}},"itemsAccepted":{{items.Count}},"errors":[]}""");
    }

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        await using var bytes = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }
}
