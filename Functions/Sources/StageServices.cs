using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Sources;

internal static class StageServices
{
    /// <summary>What all sources share: the clean and the load stage.</summary>
    public static IServiceCollection AddStages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CleaningOptions>().Bind(configuration.GetSection(CleaningOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<CleanStage>().AddSingleton<LoadStage>();
    }
}
