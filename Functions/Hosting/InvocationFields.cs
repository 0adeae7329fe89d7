using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Puts function and invocation on everything that is sent meanwhile: the operation is that of the webhook or the timer
/// which brought the blob, over all stages; the invocation says which run of which function it was.
/// </summary>
internal sealed class InvocationFields : ITelemetryInitializer
{
    public void Initialize(ITelemetry telemetry)
    {
        if (telemetry is ISupportProperties item && InvocationScope.Current is { } scope)
        {
            foreach (var (name, value) in scope)
            {
                item.Properties.TryAdd(name, (string)value);
            }
        }
    }
}
