using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Call-center logs: CRM exports as CSV, dropped under <c>landing/calllogs/</c>.</summary>
internal static class CallLogsSource
{
    public const string Name = "calllogs";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 4;

    public static IServiceCollection AddCallLogs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallLogsOptions>().Bind(configuration.GetSection(CallLogsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CallLogsOptions>>().Value.Layouts is { Length: > 0 } path
            ? KnownLayouts.Read(RuleFilesOnDisk.ReadFile(path, "CallLogs__Layouts"))
            : KnownLayouts.BuiltIn);
        services.AddSingleton(provider =>
        {
            var layouts = provider.GetRequiredService<KnownLayouts>();
            return new LakeSource(Name, RuleVersion + layouts.Version, provider.GetRequiredService<CallLogsLanding>().CountWaitingAsync, provider.GetRequiredService<CallLogCleaner>().RunAsync, provider.GetRequiredService<LoadStage>().For(Name))
            {
                TryCleanAsync = provider.GetRequiredService<TrialStage>().OfRaw(provider.GetRequiredService<CallLogCleaner>().ReadAsync),
                TryLoadAsync = provider.GetRequiredService<TrialStage>().OfClean(Name),
                RuleFile = layouts.File,
                Feeds = [FeedOf(provider.GetRequiredService<IOptions<CallLogsOptions>>().Value)],
                IngestFunction = "IngestCallLogs",
            };
        });
        return services.AddSingleton<CallLogsLanding>().AddSingleton<CallLogCleaner>();
    }

    // The folders below the drop folder are the sender's to make: one of them promises nothing.
    private static LakeFeed FeedOf(CallLogsOptions options) => new("") { RunWithin = options.RunWithin, RowsWithin = options.RowsWithin };
}
