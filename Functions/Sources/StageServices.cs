using Beejan.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources;

internal static class StageServices
{
    /// <summary>What all sources share: the stages and the rule files.</summary>
    public static IServiceCollection AddStages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CleaningOptions>().Bind(configuration.GetSection(CleaningOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<CleaningOptions>>().Value;
            return RuleFilesOnDisk.Read(options.TopicRules, options.PlaceNames);
        });
        return services.AddSingleton<CleanStage>().AddSingleton<LoadStage>().AddSingleton<TrialStage>();
    }
}
