using Beejan.Functions.Operations.Status.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Beejan.Functions.Operations.Status;

/// <summary>Answers a browser with the page, and anybody else with JSON.</summary>
public sealed class StatusAnswer(StatusReport report, SummaryReport summary)
{
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return WantsPage(request) ? new StatusPage(await summary.ReadAsync(cancellationToken)) : Results.Json(await report.ReadAsync(cancellationToken));
    }

    // Who names text/html before JSON. "*/*" alone is curl.
    private static bool WantsPage(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return Quality("text/html") > Quality("application/json");

        double Quality(string type) => accept.Where(media => media.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(media => media.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
