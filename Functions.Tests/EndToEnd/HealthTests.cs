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
        await BecomesHealthyAsync(app);
        using var head = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(app.Address, "api/health")));
        Assert.That((head.StatusCode, await head.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "")));

        await app.StopLakeAsync();
        await BecomesUnwellAsync(app, "Not well: storage.");
    }

    [Test]
    public async Task An_app_whose_database_is_gone_is_not_healthy()
    {
        await using var app = await TestApp.StartAsync(WarehouseEngine.Postgres);
        await BecomesHealthyAsync(app);

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
        await BecomesHealthyAsync(app);
    }

    private Task BecomesHealthyAsync(TestApp app)
        => Eventually.Is(async () => await ReadAsync(app) == (HttpStatusCode.OK, "text/plain", "healthy"), "the app was healthy", 30);

    private Task BecomesUnwellAsync(TestApp app, string said) => Eventually.Is(
        async () =>
        {
            var asked = Stopwatch.GetTimestamp();
            var (status, type, body) = await ReadAsync(app);
            Assert.That(Stopwatch.GetElapsedTime(asked), Is.LessThan(TimeSpan.FromSeconds(20)), "an availability test waits 30 seconds at least");
            return status == HttpStatusCode.ServiceUnavailable && type == "application/problem+json" && DetailOf(body) == said;
        },
        $"the app said {said}",
        30);

    private static string? DetailOf(string problem)
    {
        using var json = JsonDocument.Parse(problem);
        return json.RootElement.GetProperty("detail").GetString();
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> ReadAsync(TestApp app)
    {
        using var answer = await _http.GetAsync(new Uri(app.Address, "api/health"));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
