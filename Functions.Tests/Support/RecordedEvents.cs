using System.Collections.Concurrent;
using Beejan.Functions.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace Beejan.Functions.Tests.Support;

/// <summary>What the pipeline would send to Application Insights.</summary>
internal sealed class RecordedEvents : ITelemetryChannel
{
    private readonly ConcurrentQueue<EventTelemetry> _events = new();

    public RecordedEvents()
        => Telemetry = new PipelineTelemetry(new TelemetryClient(new TelemetryConfiguration { TelemetryChannel = this, ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000001" }));

    public PipelineTelemetry Telemetry { get; }

    public bool? DeveloperMode { get; set; }

    public string EndpointAddress { get; set; } = "";

    /// <summary>The events since the last time anybody asked.</summary>
    public IReadOnlyList<EventTelemetry> Take()
    {
        var taken = _events.ToList();
        _events.Clear();
        return taken;
    }

    public void Send(ITelemetry item)
    {
        if (item is EventTelemetry happened)
        {
            _events.Enqueue(happened);
        }
    }

    public void Flush()
    {
    }

    public void Dispose()
    {
    }
}
