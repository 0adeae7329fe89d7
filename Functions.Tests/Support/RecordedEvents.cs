using System.Collections.Concurrent;
using Beejan.Functions.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace Beejan.Functions.Tests.Support;

/// <summary>What was tracked, as the SDK is about to send it.</summary>
internal sealed class RecordedEvents : ITelemetryChannel
{
    private readonly ConcurrentQueue<EventTelemetry> _events = new();
    private readonly TelemetryConfiguration _configuration;

    public RecordedEvents()
    {
        _configuration = new TelemetryConfiguration { TelemetryChannel = this, ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000001" };
        Telemetry = new PipelineTelemetry(new TelemetryClient(_configuration));
    }

    public PipelineTelemetry Telemetry { get; }

    public bool? DeveloperMode { get; set; }

    public string? EndpointAddress { get; set; }

    /// <summary>What was tracked of one event since the last call, and forgets all.</summary>
    public IReadOnlyList<EventTelemetry> Take<T>()
        where T : PipelineEvent => [.. Take().Where(happened => happened.Name == typeof(T).Name)];

    /// <summary>What was tracked since the last call.</summary>
    public IReadOnlyList<EventTelemetry> Take()
    {
        var taken = _events.ToList();
        _events.Clear();
        return taken;
    }

    public IReadOnlyList<EventTelemetry> All => [.. _events];

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

    public void Dispose() => _configuration.Dispose();
}
