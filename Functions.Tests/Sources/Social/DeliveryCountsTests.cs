using Beejan.Functions.Sources.Social;
using Beejan.Functions.Tests.Telemetry;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Refused deliveries are told of by the minute, however many there are.</summary>
public sealed class DeliveryCountsTests
{
    private FakeTimeProvider _clock = null!;
    private ApplicationLifetime _lifetime = null!;
    private SentTelemetry _sent = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        _lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        _sent = await SentTelemetry.StartAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _sent.DisposeAsync();

    [Test]
    public async Task A_storm_of_a_minute_is_one_event_and_one_line_for_each_reason_and_an_alert()
    {
        using var counts = new DeliveryCounts(_sent.Pipeline, _clock, _lifetime);
        var lines = 0;
        for (var i = 0; i < 1000; i++)
        {
            lines += counts.Refuse("meta", i % 4 == 0 ? "TooLarge" : "SignatureMismatch") ? 1 : 0;
        }

        counts.Accept("meta");
        counts.Refuse("x", "SignatureMissing");
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(lines, Is.EqualTo(2));
        var told = await _sent.ReadAsync("Event");
        Assert.That(
            told.Where(item => item.Name == "IntakeRefused").Select(item => (item["Platform"], item["Reason"], item.Measurements["Deliveries"])),
            Is.EquivalentTo(new[] { ("meta", "TooLarge", 250d), ("meta", "SignatureMismatch", 750d), ("x", "SignatureMissing", 1d) }));
        var alert = told.Single(item => item.Name == "WebhooksRefused");
        Assert.That((alert["Feed"], alert["Reason"], alert.Measurements["Rows"]), Is.EqualTo(("social meta", "SignatureMismatch", 1000d)));
        Assert.That(alert["Summary"], Is.EqualTo("more deliveries are refused than accepted, most for SignatureMismatch"));
        Assert.That(alert["Since"], Does.StartWith("2026-11-24T10:00:00"));
    }

    [Test]
    public async Task The_next_minute_is_told_of_anew()
    {
        using var counts = new DeliveryCounts(_sent.Pipeline, _clock, _lifetime);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.That(counts.Refuse("meta", "TooLarge"), Is.True);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That((await _sent.ReadAsync("Event")).Select(item => item.Name), Is.EqualTo(new[] { "IntakeRefused", "IntakeRefused" }));
    }

    [Test]
    public async Task A_stop_waits_for_no_minute()
    {
        using var counts = new DeliveryCounts(_sent.Pipeline, _clock, _lifetime);
        counts.Refuse("meta", "TooLarge");
        _lifetime.StopApplication();
        Assert.That((await _sent.ReadAsync("Event")).Select(item => item.Name), Is.EqualTo(new[] { "IntakeRefused" }));
    }
}
