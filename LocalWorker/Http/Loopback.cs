using System.Net;
using Microsoft.AspNetCore.Http;

namespace LocalWorker.Http;

/// <summary>Whether a request was made on this machine by whoever uses it.</summary>
internal static class Loopback
{
    // What a proxy on this machine adds for those who asked it.
    private static readonly string[] HandedOn = ["Forwarded", "Via", "X-Real-IP"];
    private static readonly string[] HandedOnLike = ["X-Forwarded-", "X-Original-"];

    internal static bool IsOwn(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsHere(request.Host.Host)
        && !request.Headers.Keys.Any(IsOfAProxy)
        && !IsOfAnotherSite(request);

    // A name that somebody else's DNS leads to this machine is theirs, and so is the page that asks under it.
    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsOfAProxy(string header) =>
        HandedOn.Contains(header, StringComparer.OrdinalIgnoreCase) || HandedOnLike.Any(start => header.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfAnotherSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.FirstOrDefault();
        var site = request.Headers["Sec-Fetch-Site"].FirstOrDefault();
        return (origin is not null && origin != $"{request.Scheme}://{request.Host}") || site is not (null or "none" or "same-origin");
    }
}
