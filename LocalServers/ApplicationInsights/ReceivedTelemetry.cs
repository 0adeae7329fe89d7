namespace Beejan.LocalServers.ApplicationInsights;

/// <summary>One item as it arrived.</summary>
/// <param name="Kind"><c>Event</c>, <c>Trace</c>, <c>Exception</c>, <c>Metric</c>, <c>Dependency</c> or <c>Request</c>; the workspace keeps them as AppEvents, AppTraces and so on.</param>
/// <param name="Name">The event, the metric, the call; of an exception its type; empty for a trace.</param>
/// <param name="Time">When it happened.</param>
/// <param name="OperationId">What it was part of; empty: nothing.</param>
/// <param name="Role">Which app it came from.</param>
/// <param name="Properties">By name, as text.</param>
/// <param name="Measurements">By name; of a metric its one value, under its name.</param>
/// <param name="Message">Of a trace or an exception; of a call what was called; else empty.</param>
/// <param name="Exceptions">Of an exception: itself and those inside it, types and messages; else empty.</param>
/// <param name="SampleRate">Percent of its like that were sent; 100: nothing was sampled away.</param>
public sealed record ReceivedTelemetry(
    string Kind,
    string Name,
    DateTimeOffset Time,
    string OperationId,
    string Role,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyDictionary<string, double> Measurements,
    string Message,
    IReadOnlyList<ReceivedException> Exceptions,
    double SampleRate)
{
    /// <summary>A property; empty when it has none of this name.</summary>
    public string this[string property] => Properties.GetValueOrDefault(property, "");
}
