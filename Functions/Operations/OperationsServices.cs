using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Operations.Health;
using Beejan.Functions.Operations.Reconcile;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Operations.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Operations;

internal static class OperationsServices
{
    /// <summary>What watches over the pipeline, and what people ask it.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperationsOptions>().Bind(configuration.GetSection(OperationsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<FreshnessReport>().AddSingleton<FreshnessCheck>().AddSingleton<HealthReport>()
            .AddSingleton<Sweep>()
            .AddSingleton<ReplayDesk>().AddSingleton<ReplayRun>()
            .AddStatus(configuration);
    }
}
