using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Takes keys, secrets and customer data out of everything that is sent, whoever made it: our own texts hold none, those of
/// libraries may.
/// </summary>
internal sealed class TelemetryScrubber(ITelemetryProcessor next) : ITelemetryProcessor
{
    // How the SDK's logger tells of an exception that was logged. The exception itself is sent by FailureReport.
    private static readonly string[] OfLoggedExceptions = ["ExceptionMessage", "ExceptionStackTrace"];

    public void Process(ITelemetry item)
    {
        switch (item)
        {
            case DependencyTelemetry call:
                // What is asked for stands in the query: a provider's accounts and numbers, keys, and a database's rows.
                call.Data = call.Type == "SQL" ? "" : SensitiveText.WithoutQuery(call.Data);
                call.Name = SensitiveText.WithoutQuery(call.Name);
                break;
            case RequestTelemetry request:
                request.Name = SensitiveText.WithoutQuery(request.Name);
                request.Url = request.Url is null ? null : new Uri(SensitiveText.WithoutQuery(request.Url.OriginalString), UriKind.RelativeOrAbsolute);
                break;
            case TraceTelemetry trace:
                trace.Message = SensitiveText.Mask(trace.Message);
                Array.ForEach(OfLoggedExceptions, name => trace.Properties.Remove(name));
                break;
            case ExceptionTelemetry failure:
                ExceptionMessages.Scrub(failure);
                break;
        }

        if (item is ISupportProperties { Properties: var properties })
        {
            foreach (var (name, value) in properties.ToList())
            {
                properties[name] = SensitiveText.Mask(value);
            }
        }

        next.Process(item);
    }
}
