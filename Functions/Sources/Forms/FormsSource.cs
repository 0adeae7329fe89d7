using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Web forms: rows of a table in the website's database, extracted as Parquet.</summary>
internal static class FormsSource
{
    public const string Name = "forms";

    /// <summary>Raise it with every change that makes other rows of the same bytes, package upgrades included.</summary>
    public const int RuleVersion = 2;

    public static IServiceCollection AddForms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FormsOptions>().Bind(configuration.GetSection(FormsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LakeSource(
            Name, RuleVersion, provider.GetRequiredService<FormsExtract>().CountWaitingAsync, provider.GetRequiredService<FormsCleaner>().RunAsync, provider.GetRequiredService<LoadStage>().For(Name))
        {
            TryCleanAsync = provider.GetRequiredService<TrialStage>().OfRaw(provider.GetRequiredService<FormsCleaner>().ReadAsync),
            TryLoadAsync = provider.GetRequiredService<TrialStage>().OfClean(Name),
            Feeds = FeedsOf(provider.GetRequiredService<IOptions<FormsOptions>>().Value),
            IngestFunction = "IngestForms",
        });
        return services.AddSingleton<EnabledDatabase>().AddSingleton<FormsReconcile>().AddSingleton<FormsExtract>().AddSingleton<FormsCleaner>();
    }

    private static LakeFeed[] FeedsOf(FormsOptions options)
        => options.Database.Length == 0 ? [] : [new LakeFeed(new FormsTables(options.Table).Feed) { RunWithin = options.RunWithin, RowsWithin = options.RowsWithin, IsReadAgain = true }];
}
