using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Beejan.LocalServers.Twilio;

/// <summary>
/// Twilio's Messages list on this machine: its protocol with its traps, and its bad days on demand. Answers what Twilio
/// answers; knows nothing of who asks.
/// </summary>
public sealed class TwilioDouble : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, DoubleAccount> _accounts = new();
    private readonly ConcurrentQueue<DoubleRequest> _requests = new();
    private int _number;

    private TwilioDouble(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<DoubleRequest> Requests => [.. _requests];

    /// <summary>What goes wrong with the request of a number, counted from 1; null for what goes right.</summary>
    public Func<int, DoubleFault?> Faults { get; set; } = _ => null;

    /// <summary>Called when a page has been put together: what is changed then shifts the pages to come.</summary>
    public Action<DoubleAccount>? BetweenPages { get; set; }

    /// <summary>Whether links go by page number, so that pages drift, instead of by the last message.</summary>
    public bool PagesByNumber { get; set; }

    public static async Task<TwilioDouble> StartAsync(CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var twilio = new TwilioDouble(builder.Build());
        twilio._app.Run(twilio.AnswerAsync);
        await twilio._app.StartAsync(cancellationToken);
        twilio.Address = new Uri(twilio._app.Urls.Single());
        return twilio;
    }

    public DoubleAccount AddAccount(string sid, string secret, string? apiKeySid = null) => _accounts[sid] = new DoubleAccount(sid, secret, apiKeySid);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (user, password) = ReadBasic(context.Request.Headers.Authorization);
        var number = Interlocked.Increment(ref _number);
        var fault = Faults(number);
        _requests.Enqueue(new DoubleRequest(number, context.Features.Get<IHttpRequestFeature>()!.RawTarget, user, fault));
        var (status, body) = fault switch
        {
            DoubleFault.TooManyRequests => Error(429, 20429, "Too Many Requests"),
            DoubleFault.Failure failure => (failure.Status, "<h1>upstream connect error</h1>"),
            DoubleFault.Html => (200, "<!DOCTYPE html><html><body>We will be back soon.</body></html>"),
            _ => Answer(context.Request, user, password),
        };
        await (fault ?? DoubleFault.None).WriteAsync(context, status, body);
    }

    private (int Status, string Body) Answer(HttpRequest request, string user, string password)
    {
        var path = request.Path.Value!;
        if (_accounts.Values.FirstOrDefault(account => account.Admits(user, password)) is not { } account)
        {
            return Error(401, 20003, "Authenticate");
        }

        if (request.Method != HttpMethods.Get || path != $"/2010-04-01/Accounts/{account.Sid}/Messages.json")
        {
            return Error(404, 20404, $"The requested resource {path} was not found");
        }

        if (MessagesQuery.Read(request.Query) is not { } query)
        {
            return Error(400, 20001, "Invalid date value");
        }

        var page = Page(account, query, path);
        BetweenPages?.Invoke(account);
        return page;
    }

    private (int Status, string Body) Page(DoubleAccount account, MessagesQuery query, string path)
    {
        var admitted = account.Messages.Where(message => query.Admits(DateOnly.FromDateTime(message.At.UtcDateTime)));
        var rest = query.After is { } after ? account.After(after, admitted) : admitted.Skip(query.Page * query.PageSize);
        if (rest?.Take(query.PageSize + 1).ToList() is not { } messages)
        {
            return Error(400, 20001, "Invalid page token");
        }

        var hasNext = messages.Count > query.PageSize;
        var shown = messages.Take(query.PageSize).ToList();
        var start = query.Page * query.PageSize;
        return (200, new JsonObject
        {
            ["end"] = start + Math.Max(shown.Count - 1, 0),
            ["first_page_uri"] = query.ToUri(path, 0, null),
            ["next_page_uri"] = hasNext ? query.ToUri(path, query.Page + 1, PagesByNumber ? null : shown[^1].Sid) : null,
            ["page"] = query.Page,
            ["page_size"] = query.PageSize,
            ["previous_page_uri"] = query.Page == 0 ? null : query.ToUri(path, query.Page - 1, null),
            ["messages"] = new JsonArray([.. shown.Select(message => message.Resource.DeepClone())]),
            ["start"] = start,
            ["uri"] = query.ToUri(path, query.Page, query.After),
        }.ToJsonString(Format));
    }

    private static (int Status, string Body) Error(int status, int code, string message)
        => (status, new JsonObject { ["code"] = code, ["message"] = message, ["more_info"] = $"https://www.twilio.com/docs/errors/{code}", ["status"] = status }.ToJsonString());

    private static (string User, string Password) ReadBasic(string? header)
    {
        const string Scheme = "Basic ";
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return ("", "");
        }

        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[Scheme.Length..])).Split(':', 2);
        return (pair[0], pair[^1]);
    }
}
