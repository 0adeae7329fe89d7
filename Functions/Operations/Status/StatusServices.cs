using Beejan.Functions.Operations.Freshness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Operations.Status;

internal static class StatusServices
{
    /// <summary>The status page, and the JSON behind it.</summary>
    public static IServiceCollection AddStatus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StatusOptions>().Bind(configuration.GetSection(StatusOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReadFreshness>(provider => provider.GetRequiredService<FreshnessReport>().ReadAsync);
        return services.AddSingleton<SummaryReport>().AddSingleton<StatusReport>().AddSingleton<StatusAnswer>();
    }
}
