using System.Text.RegularExpressions;
using Beejan.Demo;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>What README says is so.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Test]
    public void Its_two_commands_are_the_first_and_the_second()
        => Assert.That(Blocks("sh"), Is.EqualTo(new[] { "dotnet run --project Demo", "./test" }));

    [Test]
    public void CI_runs_exactly_the_second()
        => Assert.That(Repository.Read(".ci/run").Split('\n').Where(line => line.StartsWith("./", StringComparison.Ordinal)), Is.EqualTo(new[] { "./test" }));

    [Test]
    public void Its_options_are_the_demos()
    {
        var inReadme = Regex.Matches(Readme, "(?m)^\\| `(--[a-z-]+)").Select(match => match.Groups[1].Value);
        var inDemo = Regex.Matches(Repository.Read("Demo/Program.cs"), "\"(--[a-z-]+)\"").Select(match => match.Groups[1].Value);
        Assert.That(inReadme, Is.EquivalentTo(inDemo));
        Assert.That(Readme, Does.Contain($"(`{DemoOptions.DefaultStore}`)").And.Contain($"({DemoOptions.DefaultPort}, "));
    }

    [Test]
    public void Its_table_of_functions_is_the_apps()
        => Assert.That(
            Regex.Matches(Readme.Split("## The functions")[1].Split("###")[0], "(?m)^\\| `([A-Za-z]+)` \\|").Select(match => match.Groups[1].Value),
            Is.EquivalentTo(NamingTests.Functions.Select(function => function.Name)));

    [Test]
    public void Its_platforms_are_those_the_app_reads()
    {
        var platforms = Regex.Matches(Readme.Split("### Social webhooks")[1].Split("```")[0], "(?m)^\\| `([a-z]+)` \\|").Select(match => match.Groups[1].Value).ToArray();
        Assert.That(new SocialOptions { Platforms = string.Join(',', platforms.Append("none")) }.Validate(new(this)).Select(fault => fault.ErrorMessage),
            Has.Some.EqualTo($"Social__Platforms names 'none', expected any of {string.Join(", ", platforms)}."));
    }

    [Test]
    public void Its_folders_exist()
    {
        var folders = Regex.Matches(Readme, "`((?:Functions|LocalWorker|LocalServers|Demo|Benchmarks|Functions\\.Tests)/[\\w/.]*)`").Select(match => match.Groups[1].Value);
        foreach (var path in folders)
        {
            Assert.That(Path.Exists(Path.Combine(Repository.Root, path)), Is.True, path);
        }
    }

    /// <summary>README's blocks of one language, each trimmed.</summary>
    internal static IEnumerable<string> Blocks(string language)
        => Regex.Matches(Readme, $"(?s)```{language}\n(.*?)```").Select(match => match.Groups[1].Value.Trim());
}
