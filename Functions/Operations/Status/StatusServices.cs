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

        // Who knows how fresh the feeds are says so in its place.
        services.AddSingleton<ReadFreshness>(_ => _ => Task.FromResult<IReadOnlyList<FeedFreshness>>([]));
        return services.AddSingleton<SummaryReport>().AddSingleton<StatusReport>().AddSingleton<StatusAnswer>();
    }
}
