using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Beejan.LocalServers.Providers;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.AfricasTalking;

/// <summary>The inbox of Africa's Talking: by id, oldest first, as many at once as it likes, and in XML unless JSON is asked for.</summary>
public sealed class AfricasTalkingDouble : ProviderDouble
{
    private readonly ConcurrentDictionary<string, DoubleApp> _apps = new();

    private AfricasTalkingDouble()
    {
    }

    /// <summary>Messages that the call of a number gives at most: said to be 100, and seen to differ.</summary>
    public Func<int, int> PageSize { get; set; } = _ => 100;

    protected override (int Status, string Body) TooManyRequests => (429, "Too many requests");

    public static Task<AfricasTalkingDouble> StartAsync(CancellationToken cancellationToken = default) => StartAsync(new AfricasTalkingDouble(), cancellationToken);

    public DoubleApp AddApp(string username, string apiKey) => _apps[username] = new DoubleApp(apiKey);

    protected override string Who(HttpRequest request) => request.Query["username"].ToString();

    protected override (int Status, string Body) Answer(HttpRequest request)
    {
        if (request.Method != HttpMethods.Get || request.Path != "/version1/messaging")
        {
            return (404, "The resource you requested does not exist");
        }

        if (!_apps.TryGetValue(Who(request), out var app) || request.Headers["apiKey"] != app.ApiKey)
        {
            return (401, "The supplied authentication is invalid");
        }

        if (!long.TryParse(request.Query["lastReceivedId"], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return (400, "lastReceivedId must be a number");
        }

        var messages = app.After(last, PageSize(Requests.Count));
        return request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? (200, new JsonObject { ["SMSMessageData"] = new JsonObject { ["Messages"] = new JsonArray([.. messages]) } }.ToJsonString(Format))
            : (200, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><AfricasTalkingResponse><SMSMessageData><Messages>{string.Concat(messages.Select(_ => "<Message/>"))}</Messages></SMSMessageData></AfricasTalkingResponse>");
    }
}
