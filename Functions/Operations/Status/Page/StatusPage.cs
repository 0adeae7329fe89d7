using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>
/// The page: one document, without script, that asks nobody else for anything. It links to its own parts and to the portal
/// only: a link to another address of the app would have to repeat the key that came as <c>?code=</c>.
/// </summary>
internal sealed class StatusPage(StatusSummary summary) : IResult
{
    private static readonly string Style = ReadStyle();

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the address may hold the key
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(Render().ToString(), httpContext.RequestAborted);
    }

    // Anew every minute, by the browser, which goes to the same address with the same key and stays where it was scrolled to.
    internal Html Render() => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <meta http-equiv="refresh" content="60">
        <title>{(summary.IsWell ? "✓" : "!")} {HeadlineSection.Words(summary)} · Beejan's complaint pipeline</title>
        <link rel="icon" href="{StatusMark.Icon(summary.IsWell)}">
        <style>{StyleElement}</style>
        </head>
        <body>
        {HeadlineSection.Render(summary)}
        <main>
        {FreshnessSection.Render(summary)}
        {RowsSection.Render(summary)}
        {BacklogSection.Render(summary)}
        {FailuresSection.Render(summary)}
        {PoisonSection.Render(summary)}
        {RejectsSection.Render(summary)}
        {ReplaysSection.Render(summary)}
        </main>
        <footer><p>Times are ages; the exact time, in UTC, is behind each. The same as JSON, with every record since the beginning: <code>curl -sS "$APP/api/status" -H "x-functions-key: $KEY"</code></p></footer>
        </body>
        </html>
        """);

    private static Html StyleElement { get; } = Html.Trusted(Style);

    private static string ReadStyle()
    {
        using var stream = typeof(StatusPage).Assembly.GetManifestResourceStream("Beejan.Functions.Operations.Status.Page.status.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
