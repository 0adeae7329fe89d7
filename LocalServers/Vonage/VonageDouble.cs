using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Beejan.LocalServers.Providers;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.Vonage;

/// <summary>Vonage's Reports v2, synchronous: a day at most, page by page behind a cursor, and texts only for those who ask for them.</summary>
public sealed class VonageDouble : ProviderDouble
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DoubleReports> _accounts = new();

    private VonageDouble()
    {
    }

    /// <summary>Records on a page.</summary>
    public int PageSize { get; set; } = 1000;

    protected override (int Status, string Body) TooManyRequests => Error(429, "Rate Limit Hit", "Please wait, then retry your request");

    public static Task<VonageDouble> StartAsync(CancellationToken cancellationToken = default) => StartAsync(new VonageDouble(), cancellationToken);

    public DoubleReports AddAccount(string id, string secret) => _accounts[id] = new DoubleReports(id, secret);

    protected override string Who(HttpRequest request) => ReadBasic(request).User;

    protected override (int Status, string Body) Answer(HttpRequest request)
    {
        var (user, password) = ReadBasic(request);
        if (!_accounts.TryGetValue(user, out var account) || account.Secret != password)
        {
            return Error(401, "Unauthorized", "You did not provide correct credentials");
        }

        if (request.Method != HttpMethods.Get || request.Path != "/v2/reports/records")
        {
            return Error(404, "Not Found", "The requested resource was not found");
        }

        var query = request.Query;
        if (query["account_id"] != account.Id)
        {
            return Error(403, "Authorisation error", "The account may not read these reports");
        }

        if (query["product"] != "SMS" || !TryReadTime(query["date_start"], out var start) || !TryReadTime(query["date_end"], out var end) || end <= start || end - start > LongestWindow)
        {
            return Error(422, "Invalid parameters", "date_end must be after date_start, and 24 hours later at most");
        }

        var skipped = int.TryParse(query["cursor"], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var admitted = account.Between(start, end, query["direction"].ToString(), query["include_message"] == "true");
        var shown = admitted.Skip(skipped).Take(PageSize).ToList();
        var links = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{Address}v2/reports/records{request.QueryString}" } };
        if (skipped + shown.Count < admitted.Count)
        {
            links["next"] = new JsonObject { ["href"] = $"{Address}v2/reports/records{Without(request.QueryString.Value!, "cursor")}&cursor={skipped + shown.Count}" };
        }

        return (200, new JsonObject
        {
            ["_links"] = links,
            ["request_id"] = Guid.NewGuid().ToString(),
            ["request_status"] = "SUCCESS",
            ["received_at"] = end.UtcDateTime.ToString(DoubleReports.TimeFormat, CultureInfo.InvariantCulture),
            ["account_id"] = account.Id,
            ["product"] = "SMS",
            ["direction"] = query["direction"].ToString(),
            ["include_message"] = query["include_message"].ToString(),
            ["items_count"] = shown.Count,
            ["records"] = new JsonArray([.. shown]),
        }.ToJsonString(Format));
    }

    private static bool TryReadTime(string? text, out DateTimeOffset time)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static string Without(string query, string name) => "?" + string.Join('&', query[1..].Split('&').Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal)));

    private static (int Status, string Body) Error(int status, string title, string detail)
        => (status, new JsonObject { ["type"] = "https://developer.vonage.com/api-errors", ["title"] = title, ["detail"] = detail, ["instance"] = Guid.NewGuid().ToString() }.ToJsonString(Format));
}
