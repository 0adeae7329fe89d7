using Beejan.Functions.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Call-center logs: CRM exports as CSV, dropped under <c>landing/calllogs/</c>.</summary>
internal static class CallLogsSource
{
    public const string Name = "calllogs";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 3;

    public static IServiceCollection AddCallLogs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallLogsOptions>().Bind(configuration.GetSection(CallLogsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LakeSource(
            Name, RuleVersion, provider.GetRequiredService<CallLogsLanding>().CountWaitingAsync, provider.GetRequiredService<CallLogCleaner>().RunAsync));
        return services.AddSingleton<CallLogsLanding>().AddSingleton<CallLogCleaner>();
    }
}
