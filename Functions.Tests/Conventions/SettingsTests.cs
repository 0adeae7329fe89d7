using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Beejan.Demo;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>A setting stands once in the sample, once in README, and is read by the code.</summary>
public sealed class SettingsTests
{
    // Read by the host, LocalWorker, the storage SDK or Application Insights, not through an options class of ours.
    private static readonly string[] OfOthers =
        ["FUNCTIONS_WORKER_RUNTIME", "AzureFunctionsWebHost__hostid", "AzureWebJobsStorage", "Lake", "Landing", "APPLICATIONINSIGHTS_CONNECTION_STRING", "LocalWorker__FunctionKey", "LocalWorker__MasterKey", "LocalWorker__OpenOnLoopback"];

    // A class of options names its section.
    private static IEnumerable<(string Section, Type Options)> Ours =>
        from type in typeof(SocialOptions).Assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where section is not null
        select ((string)section.GetRawConstantValue()!, type);

    internal static IEnumerable<string> Sample
    {
        get
        {
            using var json = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
            return [.. json.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name)];
        }
    }

    [Test]
    public void The_sample_holds_every_setting_that_is_read_and_no_other()
    {
        var read = OfOthers.Concat(Ours.SelectMany(ours => Names(ours.Section, ours.Options)));
        Assert.That(Sample, Is.EquivalentTo(read));
    }

    [Test]
    public void README_explains_every_setting_and_no_other()
    {
        var table = Repository.Read("README.md").Split("## Settings")[1].Split("## ")[0];
        Assert.That(Regex.Matches(table, "(?m)^\\| `([^`]+)` \\|").Select(row => row.Groups[1].Value), Is.EqualTo(Sample));
    }

    [Test]
    public void The_demo_sets_every_setting_so_that_nobodys_own_leak_in()
    {
        using var store = DemoStore.Open(Directory.CreateTempSubdirectory("beejan-settings-"));
        Assert.That(AppSettings.Of(store, "", null, "", staysUp: false).Keys, Is.EquivalentTo(Sample.Append("LocalWorker__ExitWithParent")));
    }

    private static IEnumerable<string> Names(string section, Type options)
        => options.GetProperties().SelectMany(property => property.PropertyType switch
        {
            { IsGenericType: true } many when IsOurs(many.GetGenericArguments()[^1]) => Names($"{section}__{property.Name}__0", many.GetGenericArguments()[^1]),
            var type when IsOurs(type) => Names($"{section}__{property.Name}", type),
            _ => [$"{section}__{property.Name}"],
        });

    private static bool IsOurs(Type type) => type.IsClass && type.Assembly == typeof(SocialOptions).Assembly;
}
