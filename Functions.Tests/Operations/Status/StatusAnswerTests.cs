using System.Text.Json;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

/// <summary>Who gets the page, and who JSON.</summary>
internal sealed class StatusAnswerTests
{
    private StatusRig _rig = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _rig = await StatusRig.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [TestCase("text/html", "text/html")]
    [TestCase("*/*", "application/json")]
    [TestCase(null, "application/json")]
    [TestCase("application/json", "application/json")]
    [TestCase("application/json, text/html;q=0.5", "application/json")]
    [TestCase("text/html;q=0, */*", "application/json")]
    public async Task A_browser_gets_the_page_and_a_program_JSON(string? accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/status");
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var answer = await _rig.Worker.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(answer.Headers.Vary, Is.EqualTo(new[] { "Accept" }));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task The_page_allows_its_own_style_and_nothing_else()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/status") { Headers = { { "Accept", "text/html" } } };
        using var answer = await _rig.Worker.Http.SendAsync(request);
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Match("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$"));
    }

    [Test]
    public async Task The_JSON_holds_what_the_page_shows()
    {
        using var status = JsonDocument.Parse(await _rig.Worker.Http.GetStringAsync("api/status"));
        Assert.That(status.RootElement.GetProperty("summary").GetProperty("isWell").GetBoolean(), Is.True);
        Assert.That(status.RootElement.GetProperty("summary").EnumerateObject().Select(member => member.Name), Is.SupersetOf(new[] { "feeds", "hours", "backlogs", "rejects", "failures", "poison", "replays", "problems" }));
    }
}
