using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Beejan.LocalServers.Providers;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.Infobip;

/// <summary>Infobip's inbox: what it has handed out once it forgets, and what nobody fetches within 48 hours too.</summary>
public sealed class InfobipDouble : ProviderDouble
{
    private readonly ConcurrentDictionary<string, DoubleInbox> _inboxes = new();
    private readonly TimeProvider _clock;

    private InfobipDouble(TimeProvider clock) => _clock = clock;

    protected override (int Status, string Body) TooManyRequests => Error(429, "TOO_MANY_REQUESTS", "Too many requests");

    /// <param name="clock">By which messages age.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static Task<InfobipDouble> StartAsync(TimeProvider? clock = null, CancellationToken cancellationToken = default)
        => StartAsync(new InfobipDouble(clock ?? TimeProvider.System), cancellationToken);

    public DoubleInbox AddInbox(string apiKey) => _inboxes[apiKey] = new DoubleInbox();

    protected override string Who(HttpRequest request) => ""; // the key is all that it says

    protected override (int Status, string Body) Answer(HttpRequest request)
    {
        const string Scheme = "App ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || !_inboxes.TryGetValue(header[Scheme.Length..], out var inbox))
        {
            return Error(401, "UNAUTHORIZED", "Invalid login details");
        }

        if (request.Method != HttpMethods.Get || request.Path != "/sms/1/inbox/reports")
        {
            return Error(404, "NOT_FOUND", "Requested URL not found");
        }

        var limit = request.Query["limit"].ToString();
        if (!int.TryParse(limit.Length == 0 ? "50" : limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1000)
        {
            return Error(400, "BAD_REQUEST", "limit must be between 1 and 1000");
        }

        var (messages, pending) = inbox.HandOut(count, _clock.GetUtcNow());
        return (200, new JsonObject { ["results"] = new JsonArray([.. messages]), ["messageCount"] = messages.Count, ["pendingMessageCount"] = pending }.ToJsonString(Format));
    }

    private static (int Status, string Body) Error(int status, string id, string text)
        => (status, new JsonObject { ["requestError"] = new JsonObject { ["serviceException"] = new JsonObject { ["messageId"] = id, ["text"] = text } } }.ToJsonString(Format));
}
