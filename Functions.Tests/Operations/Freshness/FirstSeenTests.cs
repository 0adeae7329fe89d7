using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>A finding that lasts is one alert: its "since" stands still, whatever window it was judged by.</summary>
public sealed class FirstSeenTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private TestLake _lake = null!;

    [SetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_finding_keeps_its_first_time_until_a_check_does_not_find_it()
    {
        Assert.That(await SeeAsync(Rejects("sms A", 0)), Is.EqualTo(new[] { Noon }));
        Assert.That(await SeeAsync(Rejects("sms A", 5), Rejects("sms B", 5)), Is.EqualTo(new[] { Noon, Noon.AddMinutes(5) }), "another feed is another finding");
        Assert.That(await SeeAsync(Rejects("sms A", 10), new FeedStale("sms A", "no new row", Noon.AddHours(-1), 0)), Is.EqualTo(new[] { Noon, Noon.AddHours(-1) }), "and so is another kind");
        Assert.That(await SeeAsync(), Is.Empty);
        Assert.That(await SeeAsync(Rejects("sms A", 20)), Is.EqualTo(new[] { Noon.AddMinutes(20) }));
    }

    private static RejectShareHigh Rejects(string feed, int minutes) => new(feed, "more than 20 percent of the records break the contract", Noon.AddMinutes(minutes), minutes);

    private async Task<IEnumerable<DateTimeOffset>> SeeAsync(params AlertEvent[] findings)
        => (await FirstSeen.DateAsync(_lake.Store, findings, CancellationToken.None)).Select(finding => finding.Since);
}
