using Beejan.Functions.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.ApplicationInsights;

namespace Beejan.Functions.Hosting;

internal static class ApplicationInsights
{
    /// <summary>Sends logs, events and exceptions to Application Insights, where a connection string is set.</summary>
    public static IServiceCollection AddApplicationInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PipelineTelemetry>();
        if (string.IsNullOrWhiteSpace(configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
        {
            // The SDK would look for Azure's metadata service and collect what nobody gets.
            return services.AddSingleton(_ => new TelemetryClient(new TelemetryConfiguration { DisableTelemetry = true }));
        }

        services.AddApplicationInsightsTelemetryWorkerService().ConfigureFunctionsApplicationInsights();

        // The SDK brings a rule that drops everything below Warning: the pipeline's own account of what it did.
        return services.Configure<LoggerFilterOptions>(filters =>
        {
            foreach (var rule in filters.Rules.Where(rule => rule.ProviderName == typeof(ApplicationInsightsLoggerProvider).FullName).ToList())
            {
                filters.Rules.Remove(rule);
            }
        });
    }
}
