using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>What an availability test sees, without a key.</summary>
public sealed class HealthTests
{
    private readonly HttpClient _http = new();

    [OneTimeTearDown]
    public void StopAsking() => _http.Dispose();

    [Test]
    public async Task An_app_is_healthy_until_its_storage_is_gone()
    {
        await using var app = await TestApp.StartAsync();
        Assert.That(await ReadAsync(app), Is.EqualTo((HttpStatusCode.OK, "text/plain", "healthy")));
        using var head = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(app.Address, "api/health")));
        Assert.That((head.StatusCode, await head.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "")));

        await app.StopLakeAsync();
        await BecomesUnwellAsync(app, "Not well: storage.");
    }

    [Test]
    public async Task An_app_whose_database_is_gone_is_not_healthy()
    {
        await using var app = await TestApp.StartAsync(WarehouseEngine.Postgres);
        Assert.That((await ReadAsync(app)).Status, Is.EqualTo(HttpStatusCode.OK));

        await app.DropWarehouseAsync();
        await BecomesUnwellAsync(app, "Not well: warehouse.");
    }

    [Test]
    public async Task An_app_with_a_stale_feed_is_not_healthy_until_the_feed_is_fresh()
    {
        await using var app = await TestApp.StartAsync(WarehouseEngine.DuckDb, ("CallLogs__RunWithin", "00:00:01"));
        await BecomesUnwellAsync(app, "Not well: calllogs.");

        await app.StopAsync();
        await app.StartAgainAsync(("CallLogs__RunWithin", "13:00:00"));
        await app.IngestAsync();
        await Eventually.Is(async () => (await ReadAsync(app)).Status == HttpStatusCode.OK, "the app was healthy again", 20);
    }

    private async Task BecomesUnwellAsync(TestApp app, string said)
    {
        (HttpStatusCode Status, string? Type, string Body) answer = (default, null, "");
        await Eventually.Is(
            async () =>
            {
                var asked = Stopwatch.GetTimestamp();
                answer = await ReadAsync(app);
                Assert.That(Stopwatch.GetElapsedTime(asked), Is.LessThan(TimeSpan.FromSeconds(20)), "an availability test waits 30 seconds at least");
                return answer.Status == HttpStatusCode.ServiceUnavailable;
            },
            "the app was not healthy",
            30);
        Assert.That(answer.Type, Is.EqualTo("application/problem+json"));
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.EqualTo(said));
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> ReadAsync(TestApp app)
    {
        using var answer = await _http.GetAsync(new Uri(app.Address, "api/health"));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
