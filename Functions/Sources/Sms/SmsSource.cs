using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Sources.Sms.Providers.AfricasTalking;
using Beejan.Functions.Sources.Sms.Providers.Infobip;
using Beejan.Functions.Sources.Sms.Providers.Twilio;
using Beejan.Functions.Sources.Sms.Providers.Vonage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Text messages: fetched from the providers' APIs, page by page.</summary>
internal static class SmsSource
{
    public const string Name = "sms";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 3;

    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmsOptions>().Bind(configuration.GetSection(SmsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LakeSource(
            Name, RuleVersion, _ => Task.FromResult(0), provider.GetRequiredService<SmsCleaner>().RunAsync, provider.GetRequiredService<LoadStage>().For(Name)) // what was not fetched is still the provider's
        {
            TryCleanAsync = provider.GetRequiredService<TrialStage>().OfRaw(provider.GetRequiredService<SmsCleaner>().ReadAsync),
            TryLoadAsync = provider.GetRequiredService<TrialStage>().OfClean(Name),
            Feeds = [.. provider.GetServices<SmsInbox>().SelectMany(inbox => inbox.Logins).Select(login => FeedOf(login, provider.GetRequiredService<IOptions<SmsOptions>>().Value))],
            IngestFunction = "IngestSms",
        });
        services.AddSingleton(SmsPatience.Default).AddSingleton<SmsClient>().AddSingleton<SmsLanding>();
        services.AddPageClient(TwilioFormat.Instance).AddSingleton<SmsInbox, TwilioInbox>();
        services.AddPageClient(AfricasTalkingFormat.Instance).AddSingleton<SmsInbox, AfricasTalkingInbox>();
        services.AddPageClient(VonageFormat.Instance).AddSingleton<SmsInbox, VonageInbox>();
        services.AddBodyClient(InfobipFormat.Instance); // each message comes once: no body is asked for again
        services.AddSingleton<SmsInbox, InfobipInbox>();
        return services.AddSingleton<SmsIngest>().AddSingleton<SmsCleaner>();
    }

    private static LakeFeed FeedOf(SmsLogin login, SmsOptions options)
        => new(login.Feed) { RunWithin = options.RunWithin, RowsWithin = options.RowsWithin, IsReadAgain = true };
}
