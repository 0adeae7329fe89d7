using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Beejan.Functions.Tests.Support;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.WindowsServer.TelemetryChannel;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>Whatever is sent arrives, but for calls, of which a sample does.</summary>
public sealed class VolumeTests
{
    private static readonly FailedInvocation Failed = new("CleanSms", "1", "sms", "Clean", "raw/sms/x", "Defect", "Mend it.");

    [Test]
    public async Task Thousands_of_events_exceptions_and_requests_arrive_each_and_of_as_many_calls_a_sample()
    {
        const int Count = 2500;
        await using var sent = await SentTelemetry.StartAsync();
        for (var i = 0; i < Count; i++)
        {
            sent.Pipeline.Track(new CursorMoved("sms", $"sms/{i}"));
            sent.Pipeline.Track(new InvalidOperationException(), Failed);
            sent.Pipeline.Gauge(PipelineMetric.RejectShare, 0.5, "sms", "");
            sent.Client.TrackTrace("a line");
            sent.Client.TrackRequest(new RequestTelemetry { Name = "ReceiveSocial" });
            sent.Client.TrackDependency(new DependencyTelemetry { Type = "Http", Name = "GET /" });
        }

        // Counted by name: once a minute the SDK adds its own metrics of how many calls and requests there were.
        // And not flushed: what waits for a free connection would go to the disk, until something else is sent.
        var kinds = new[] { ("Event", null), ("Exception", null), ("Metric", nameof(PipelineMetric.RejectShare)), ("Trace", null), ("Request", (string?)null) };
        await Eventually.Is(() => kinds.All(kind => sent.Ingestion.Of(kind.Item1, kind.Item2).Count >= Count), "everything arrived", 60);
        Assert.That(kinds.Select(kind => sent.Ingestion.Of(kind.Item1, kind.Item2).Count), Is.All.EqualTo(Count));

        Assert.That(sent.Ingestion.Events("CursorMoved").Select(moved => moved["Cursor"]).Distinct().Count(), Is.EqualTo(Count));
        var calls = sent.Ingestion.Of("Dependency");
        Assert.That(calls, Has.Count.InRange(Count / 20, Count / 5), "a tenth, by chance");
        Assert.That(calls.Select(call => call.SampleRate).Distinct(), Is.EqualTo(new[] { 10d }), "a query can tell how many there were");
    }

    // The SDK's own sampling shows only after minutes of load, and takes events, too.
    [Test]
    public async Task Nothing_but_calls_is_ever_sampled()
    {
        await using var sent = await SentTelemetry.StartAsync();
        var configuration = sent.Services.GetRequiredService<TelemetryConfiguration>();
        var processors = configuration.TelemetryProcessors.Concat(configuration.DefaultTelemetrySink.TelemetryProcessors).ToList();
        Assert.That(processors.OfType<SamplingTelemetryProcessor>().Select(processor => (processor.IncludedTypes, processor.ExcludedTypes)), Is.EqualTo(new[] { ("Dependency", (string?)null) }));
        Assert.That(processors.OfType<AdaptiveSamplingTelemetryProcessor>(), Is.Empty);
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task What_is_refused_for_the_moment_is_sent_again(int status)
    {
        await using var sent = await SentTelemetry.StartAsync();
        sent.Ingestion.Refusals = number => number == 1 ? status : null;
        sent.Pipeline.Track(new CursorMoved("sms", "sms/1"));
        await Eventually.Is(() => sent.Ingestion.Events("CursorMoved").Count == 1, "it was sent again", 120);
        Assert.That(sent.Ingestion.Bodies, Has.Count.GreaterThanOrEqualTo(2));
    }

    [TestCase("", "beejan-complaints")]
    [TestCase("beejan-prod", "beejan-prod")]
    public async Task The_role_is_the_site_where_there_is_one(string site, string role)
    {
        await using var sent = await SentTelemetry.StartAsync(("WEBSITE_SITE_NAME", site));
        sent.Pipeline.Track(new CursorMoved("sms", "sms/1"));
        Assert.That((await sent.ReadAsync("Event")).Single().Role, Is.EqualTo(role));
    }
}
