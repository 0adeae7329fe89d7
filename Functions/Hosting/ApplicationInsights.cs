using Beejan.Functions.Telemetry;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.WindowsServer.TelemetryChannel;
using Microsoft.ApplicationInsights.WorkerService;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.ApplicationInsights;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Sends logs, events, metrics and exceptions to Application Insights, where a connection string is set. Every one of
/// them arrives: alerts count them. Calls to storage and providers are many and the least missed: of them a sample does.
/// </summary>
internal static class ApplicationInsights
{
    private const string App = "Beejan";
    private const double PercentOfCalls = 10;

    // What a killed process loses at most; the SDK's own half a minute is long for an alert.
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddApplicationInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PipelineTelemetry>();
        if (string.IsNullOrWhiteSpace(configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
        {
            return services.AddSingleton(_ => PipelineTelemetry.NoClient());
        }

        services.AddSingleton<ITelemetryChannel>(_ => new ServerTelemetryChannel { MaxTelemetryBufferDelay = SendWithin });
        services.AddApplicationInsightsTelemetryWorkerService(Collect).ConfigureFunctionsApplicationInsights();
        services.AddSingleton<ITelemetryInitializer>(_ => new RoleName(configuration));
        services.AddSingleton<ITelemetryInitializer, InvocationFields>();
        services.AddApplicationInsightsTelemetryProcessor<TelemetryScrubber>();
        services.Configure<TelemetryConfiguration>(SampleCallsOnly);
        services.AddHostedService<LastTelemetry>();

        // An exception is sent once, with all that is known of it, by whoever counts the failure: FailureReport.
        services.Configure<ApplicationInsightsLoggerOptions>(logger => logger.TrackExceptionsAsExceptionTelemetry = false);
        return services.Configure<LoggerFilterOptions>(TakeOurInformation);
    }

    // What costs and no rule or person of ours asks for is off; and so is the SDK's sampling, which takes events too.
    private static void Collect(ApplicationInsightsServiceOptions options)
    {
        options.EnableAdaptiveSampling = false;
        options.EnableQuickPulseMetricStream = false;
        options.EnablePerformanceCounterCollectionModule = false;
        options.EnableEventCounterCollectionModule = false;
        options.EnableHeartbeat = false;
        options.EnableAppServicesHeartbeatTelemetryModule = false;
        options.EnableAzureInstanceMetadataTelemetryModule = false;
        options.EnableDiagnosticsTelemetryModule = false;
    }

    private static void SampleCallsOnly(TelemetryConfiguration configuration)
    {
        var chain = configuration.DefaultTelemetrySink.TelemetryProcessorChainBuilder;
        chain.UseSampling(PercentOfCalls, excludedTypes: null, includedTypes: "Dependency"); // all calls of an operation, or none
        chain.Build();
    }

    // The SDK brings a rule that drops everything below Warning: the pipeline's own account of what it did.
    private static void TakeOurInformation(LoggerFilterOptions filters)
    {
        var provider = typeof(ApplicationInsightsLoggerProvider).FullName;
        foreach (var rule in filters.Rules.Where(rule => rule.ProviderName == provider).ToList())
        {
            filters.Rules.Remove(rule);
        }

        filters.Rules.Add(new LoggerFilterRule(provider, categoryName: null, LogLevel.Warning, filter: null));
        filters.Rules.Add(new LoggerFilterRule(provider, App, LogLevel.Information, filter: null));
    }
}
