using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Beejan.LocalServers.Providers;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.Twilio;

/// <summary>
/// Twilio's Messages list on this machine: its protocol with its traps, and its bad days on demand. Answers what Twilio
/// answers; knows nothing of who asks.
/// </summary>
public sealed class TwilioDouble : ProviderDouble
{
    private readonly ConcurrentDictionary<string, DoubleAccount> _accounts = new();

    private TwilioDouble()
    {
    }

    /// <summary>Called when a page has been put together: what is changed then shifts the pages to come.</summary>
    public Action<DoubleAccount>? BetweenPages { get; set; }

    /// <summary>Whether links go by page number, so that pages drift, instead of by the last message.</summary>
    public bool PagesByNumber { get; set; }

    protected override (int Status, string Body) TooManyRequests => Error(429, 20429, "Too Many Requests");

    public static Task<TwilioDouble> StartAsync(CancellationToken cancellationToken = default) => StartAsync(new TwilioDouble(), cancellationToken);

    public DoubleAccount AddAccount(string sid, string secret, string? apiKeySid = null) => _accounts[sid] = new DoubleAccount(sid, secret, apiKeySid);

    protected override string Who(HttpRequest request) => ReadBasic(request).User;

    protected override (int Status, string Body) Answer(HttpRequest request)
    {
        var path = request.Path.Value!;
        var (user, password) = ReadBasic(request);
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
}
