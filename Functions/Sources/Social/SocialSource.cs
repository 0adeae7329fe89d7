using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social.Platforms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social;

/// <summary>Social posts: signed webhooks at <c>/api/social/{platform}</c>.</summary>
internal static class SocialSource
{
    public const string Name = "social";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 4;

    public static IServiceCollection AddSocial(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SocialOptions>().Bind(configuration.GetSection(SocialOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LakeSource(
            Name, RuleVersion, _ => Task.FromResult(0), provider.GetRequiredService<SocialCleaner>().RunAsync, provider.GetRequiredService<LoadStage>().For(Name)) // a delivery that was answered is in raw
        {
            TryCleanAsync = provider.GetRequiredService<TrialStage>().OfRaw(provider.GetRequiredService<SocialCleaner>().ReadAsync),
            TryLoadAsync = provider.GetRequiredService<TrialStage>().OfClean(Name),
            Feeds = FeedsOf(provider.GetRequiredService<IOptions<SocialOptions>>().Value),
        });
        return services.AddSingleton<EnabledPlatforms>().AddSingleton<GroupCommit>().AddSingleton<DeliveryCounts>().AddSingleton<SocialIntake>().AddSingleton<SocialCleaner>();
    }

    private static LakeFeed[] FeedsOf(SocialOptions options) => [.. options.PlatformNames.Distinct().Select(platform => new LakeFeed(platform) { SilenceAfter = options.SilenceAfter })];
}
