using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace Beejan.Functions.Telemetry;

/// <summary>Sends events, metrics and exceptions to Application Insights; where there is none, nowhere.</summary>
public sealed class PipelineTelemetry(TelemetryClient client)
{
    /// <summary>For whoever works with the pipeline's parts and isn't watched: the Demo, tests.</summary>
    public static PipelineTelemetry Nowhere { get; } = new(NoClient());

    /// <summary>A client that sends nothing. The SDK's own would look for Azure's metadata service and collect what nobody gets.</summary>
    public static TelemetryClient NoClient() => new(new TelemetryConfiguration { DisableTelemetry = true });

    public void Track(PipelineEvent happened)
    {
        var telemetry = new EventTelemetry(happened.GetType().Name);
        TelemetryFields.Write(happened, telemetry.Properties, telemetry.Metrics);
        client.TrackEvent(telemetry);
    }

    /// <param name="metric">What was measured.</param>
    /// <param name="value">In the metric's unit.</param>
    /// <param name="source">As in <c>sms</c>.</param>
    /// <param name="account">As raw blobs name it; empty: of the whole source.</param>
    public void Gauge(PipelineMetric metric, double value, string source, string account)
        => client.TrackMetric(metric.ToString(), value, new Dictionary<string, string> { ["Source"] = source, ["Account"] = account });

    public void Track(Exception exception, FailedInvocation failed)
    {
        var telemetry = new ExceptionTelemetry(exception);
        TelemetryFields.Write(failed, telemetry.Properties, telemetry.Metrics);
        client.TrackException(telemetry);
    }
}
