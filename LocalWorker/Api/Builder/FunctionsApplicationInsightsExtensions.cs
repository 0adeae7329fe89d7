using LocalWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionsApplicationInsightsExtensions
{
    /// <summary>Changes nothing here; the start is refused, as it fails in Azure, when Application Insights was not added before.</summary>
    public static IServiceCollection ConfigureFunctionsApplicationInsights(this IServiceCollection services)
    {
        // By name, so that an app without Application Insights doesn't carry its packages.
        var added = services.Any(service => service.ServiceType.FullName == "Microsoft.ApplicationInsights.TelemetryClient");
        return services.AddSingleton(new ApplicationInsightsWish(added));
    }
}
