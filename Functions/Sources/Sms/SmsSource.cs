using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Text messages: fetched from the provider's API, page by page.</summary>
internal static class SmsSource
{
    public const string Name = "sms";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 1;

    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmsOptions>().Bind(configuration.GetSection(SmsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LakeSource(
            Name, RuleVersion, _ => Task.FromResult(0), provider.GetRequiredService<SmsCleaner>().RunAsync)); // what was not fetched is still the provider's
        services.AddTwilio();
        return services.AddSingleton<SmsIngest>().AddSingleton<SmsCleaner>();
    }
}
