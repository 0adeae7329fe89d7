using Beejan.Demo;
using Beejan.Functions.Tests.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>The status page of the app as it runs on a laptop, without a key, on what went through it.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class StatusOfTheAppTests(WarehouseEngine engine)
{
    [Test]
    public async Task It_shows_what_went_through_what_was_refused_and_what_was_given_up_on()
    {
        await using var app = await TestApp.StartAsync(engine, ("LocalWorker__OpenOnLoopback", "true"));
        await app.DropAsync("calllogs/monday.csv", await File.ReadAllTextAsync(Samples.CallLogs[0].FullName) + "\nnobody\n");
        await app.PutRawAsync("calllogs/2026/11/02/<b>no-raw-name.csv", "x");
        await app.IngestAsync();
        await Eventually.Is(async () => (await app.Client.ReadStatusAsync(CancellationToken.None)).Poison == 1, "the blob was given up on", 60);
        var status = await app.SettleAsync();

        await using var visit = await PageVisit.GoAsync(new Uri(app.Address, "api/status").AbsoluteUri, 390, ColorScheme.Dark);
        await Chromium.KeepAsync(visit.Page, $"status-app-{engine}-phone-dark".ToLowerInvariant());
        var calls = status.Sources.Single(source => source.Source == "calllogs");
        Assert.That(visit.Complaints, Is.Empty);
        Assert.That(await visit.OverflowAsync(), Is.Empty);
        Assert.That(await visit.IllegibleAsync(), Is.Empty);
        Assert.That(await visit.Page.Locator("h1").InnerTextAsync(), Does.EndWith("attention"));
        Assert.That(await visit.RowsAsync("poison"), Is.EqualTo(new[] { "calllogs | 1 | raw/calllogs/2026/11/02/<b>no-raw-name.csv" }));
        Assert.That(await visit.RowsAsync("rejects"), Has.Some.StartsWith("calllogs.fields | calllogs | "));
        Assert.That(await visit.Page.Locator("figcaption").First.InnerTextAsync(), Does.Contain($"{calls.Records.Cleaned} rows").And.Contain($"{calls.Records.Rejected} rejected"));
    }
}
