using System.Diagnostics;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

/// <summary>The page as a person sees it, in a real browser. What it looks like is kept under screenshots, beside the results.</summary>
internal sealed class StatusPageTests
{
    private static readonly string[] Sections = ["Freshness", "Rows loaded per hour", "Backlog", "Last failures", "Poison", "Rejects of the last 7 days", "Replays"];

    private StatusRig _well = null!;
    private StatusRig _troubled = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _well = await StatusRig.StartAsync();
        _well.BeWell();
        _troubled = await StatusRig.StartAsync();
        await _troubled.BeTroubledAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _well.DisposeAsync();
        await _troubled.DisposeAsync();
    }

    [TestCase("well", 1280, ColorScheme.Light)]
    [TestCase("well", 1280, ColorScheme.Dark)]
    [TestCase("well", 390, ColorScheme.Light)]
    [TestCase("troubled", 1280, ColorScheme.Light)]
    [TestCase("troubled", 1280, ColorScheme.Dark)]
    [TestCase("troubled", 760, ColorScheme.Light)]
    [TestCase("troubled", 390, ColorScheme.Light)]
    [TestCase("troubled", 390, ColorScheme.Dark)]
    public async Task It_is_legible_fits_the_screen_and_asks_nobody_else(string state, int width, ColorScheme theme)
    {
        await using var visit = await PageVisit.GoAsync(Address(state), width, theme);
        await Chromium.KeepAsync(visit.Page, $"status-{state}-{(width < 700 ? "phone" : width < 1000 ? "tablet" : "desk")}-{theme.ToString().ToLowerInvariant()}");

        Assert.That(visit.Complaints, Is.Empty, "what the browser complains of");
        Assert.That(visit.Requests, Is.EqualTo(new[] { Address(state) }));
        Assert.That(await visit.Page.Locator("h2").AllInnerTextsAsync(), Is.EqualTo(Sections));

        await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        Assert.That(await visit.OverflowAsync(), Is.Empty, "what is wider than the screen");
        Assert.That(await visit.IllegibleAsync(), Is.Empty, "texts with less contrast than WCAG AA asks for");
    }

    [Test]
    public async Task Light_and_dark_are_two_designs()
    {
        await using var light = await PageVisit.GoAsync(Address("well"), 1280, ColorScheme.Light);
        await using var dark = await PageVisit.GoAsync(Address("well"), 1280, ColorScheme.Dark);
        Assert.That(await light.LuminanceAsync(), Is.GreaterThan(0.8));
        Assert.That(await dark.LuminanceAsync(), Is.LessThan(0.05));
    }

    [Test]
    public async Task When_all_is_well_its_headline_says_so()
    {
        await using var visit = await PageVisit.GoAsync(Address("well"));
        Assert.That(await visit.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("All is well"));
        Assert.That(await visit.Page.TitleAsync(), Does.StartWith("✓ All is well"));
        Assert.That(await visit.Page.Locator(".problems").CountAsync(), Is.Zero);
        Assert.That(await visit.Page.Locator("header time").GetAttributeAsync("datetime"), Is.EqualTo(_well.Now.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task When_something_is_wrong_its_headline_says_what()
    {
        await using var visit = await PageVisit.GoAsync(Address("troubled"));
        Assert.That(await visit.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("7 things need attention"));
        Assert.That(await visit.Page.TitleAsync(), Does.StartWith("! 7 things need attention"));
        var problems = await visit.Page.Locator(".problems li").AllInnerTextsAsync();
        Assert.That(problems.Select(problem => Regex.Replace(problem, @"\.[^.]*$", "")), Is.EqualTo(new[]
        {
            "sms AC00000000000000000000000000000001: no good run for 3 hours, promised within 35 minutes; the newest row is 4 hours old, promised within 1 hour",
            "calllogs: 1 raw blob not cleaned for more than 15 minutes",
            "calllogs: 1 clean file not loaded for more than 15 minutes",
            "CleanSms fails: Found no raw name \"><img src=x onerror=alert(1)>: delete the blob, or write it under a raw name & drop the message",
            "IngestForms fails: The website's database does not answer: see to it, the next run catches up",
            "sms: 1 blob given up on",
            "Replay 20261124T140500Z-9c1d failed",
        }));
        foreach (var link in await visit.Page.Locator(".problems a").AllAsync())
        {
            Assert.That(await visit.Page.Locator((await link.GetAttributeAsync("href"))!).CountAsync(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Every_section_has_its_rows()
    {
        await using var visit = await PageVisit.GoAsync(Address("troubled"));
        Assert.That(await visit.RowsAsync("freshness"), Has.Exactly(4).Items.And.ItemAt(0).StartsWith("sms AC00000000000000000000000000000001 | Stale"));
        Assert.That(await visit.RowsAsync("backlog"), Does.Contain("calllogs | nothing | 1 the oldest for 3 hours | 1 the oldest for 3 hours").And.Contain("sms | nothing | nothing | nothing"));
        Assert.That(await visit.RowsAsync("failures"), Has.Exactly(2).Items.And.Some.Match(@"^CleanSms data: trying again can't help \| 3 hours ago 5 times \| raw/sms/2026/11/24/<script>.* \| Application Insights 4bf92f3577b34da6a3ce929d0e0e4736$"));
        Assert.That(await visit.RowsAsync("poison"), Is.EqualTo(new[] { "sms | 1 | raw/sms/2026/11/24/<script>document.title='owned'</script>.json" }));
        Assert.That((await visit.RowsAsync("rejects")).Select(row => string.Join(" | ", row.Split(" | ")[..3])), Is.EqualTo(new[] { "calllogs.fields | calllogs | 2", "calllogs.id | calllogs | 1" }));
        Assert.That(await visit.RowsAsync("replays"), Has.ItemAt(0).StartsWith("calllogs, from clean 20261124T140500Z-9c1d | 4 hours ago | Failed dry run").And.ItemAt(1).Contains("42 blobs: 0 inserted, 17 updated, 3 superseded, 2 rejected fixed 15, still bad 2"));
        Assert.That(await visit.Page.Locator("figure svg rect.bar").CountAsync(), Is.GreaterThan(100));
        Assert.That(await visit.Page.Locator("#failures a").First.GetAttributeAsync("href"), Does.StartWith("https://portal.azure.com/#blade/"));
    }

    [Test]
    public async Task What_was_read_is_text_and_never_markup()
    {
        await using var visit = await PageVisit.GoAsync(Address("troubled"));
        Assert.That(await visit.Page.TitleAsync(), Does.Not.Contain("owned"));
        Assert.That(await visit.Page.Locator("script, img, iframe, object, form").CountAsync(), Is.Zero);
        Assert.That(await visit.Page.Locator("#poison code").InnerTextAsync(), Does.Contain("<script>document.title='owned'</script>"));
    }

    [Test]
    public async Task It_needs_no_script()
    {
        await using var visit = await PageVisit.GoAsync(Address("troubled"), hasScript: false);
        Assert.That(await visit.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("7 things need attention"));
        await visit.Page.Locator("summary").ClickAsync();
        Assert.That(await visit.Page.Locator("details tbody tr").First.IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task It_comes_within_two_seconds()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("troubled")) { Headers = { { "Accept", "text/html" } } };
        var started = Stopwatch.GetTimestamp();
        using var answer = await _troubled.Worker.Http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(started);
        await TestContext.Progress.WriteLineAsync($"The status page: {html.Length:N0} characters in {took.TotalMilliseconds:N0} ms.");
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task A_key_in_its_address_opens_it_stays_there_and_is_nowhere_on_the_page()
    {
        await using var locked = await StatusRig.StartAsync("the+secret key/of=it");
        locked.BeWell();
        locked.Feeds = [locked.Feeds[0] with { Findings = ["no good run"] }];
        var address = new Uri(locked.Worker.Http.BaseAddress!, "api/status?code=the%2Bsecret%20key%2Fof%3Dit").AbsoluteUri;
        await using var visit = await PageVisit.GoAsync(address);
        Assert.That(await visit.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("1 thing needs attention"));
        Assert.That(await visit.Page.ContentAsync(), Does.Not.Contain("secret"));

        await visit.Page.Locator(".problems a").ClickAsync();
        Assert.That(visit.Page.Url, Is.EqualTo(address + "#freshness"));
        var again = await visit.Page.ReloadAsync();
        Assert.That(again!.Status, Is.EqualTo(200));
        Assert.That(again.Headers["referrer-policy"], Is.EqualTo("no-referrer"));
    }

    private string Address(string state) => new Uri((state == "well" ? _well : _troubled).Worker.Http.BaseAddress!, "api/status").AbsoluteUri;
}
