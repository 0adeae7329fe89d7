using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using NUnit.Framework;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>Which part may use which: README, "Where things are".</summary>
public sealed class ArrowTests
{
    private const string App = "^Beejan\\.Functions";

    private static readonly Architecture Loaded = new ArchLoader().LoadAssemblies(typeof(LakeStore).Assembly, typeof(FunctionAttribute).Assembly).Build();

    /// <summary>The namespaces right under Sources.</summary>
    private static IReadOnlyList<string> Sources { get; } =
        [.. typeof(LakeStore).Assembly.GetTypes().Select(type => Regex.Match(type.Namespace ?? "", $"{App}\\.Sources\\.(\\w+)$")).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];

    [Test]
    public void The_sources_are_the_folders()
        => Assert.That(Sources, Is.EquivalentTo(new DirectoryInfo(Path.Combine(Repository.Root, "Functions", "Sources")).GetDirectories().Select(folder => folder.Name)));

    [TestCase("Telemetry", "Hosting|Sources|Operations|Lake|Warehouse|Cleaning")]
    [TestCase("Cleaning", "Hosting|Sources|Operations|Lake|Warehouse")]
    [TestCase("Lake", "Hosting|Sources|Operations|Warehouse")]
    [TestCase("Warehouse", "Hosting|Sources|Operations|Lake")]
    [TestCase("Operations", "Hosting|Sources")]
    [TestCase("Sources", "Operations")]
    public void Arrows_point_one_way(string part, string others)
        => Hold(Types().That().ResideInNamespaceMatching($"{App}\\.{part}").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"{App}\\.({others})")));

    [TestCaseSource(nameof(Sources))]
    public void No_source_uses_another(string source)
        => Arrows_point_one_way($"Sources\\.{source}", string.Join('|', Sources.Where(other => other != source).Select(other => $"Sources\\.{other}")));

    [Test]
    public void Nothing_uses_a_function()
        => Hold(Types().That().ResideInNamespaceMatching(App).And().DoNotHaveNameMatching("Function$").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(App).And().HaveNameMatching("Function$")));

    [Test]
    public void Types_of_Azure_Functions_stay_in_the_shells()
        => Hold(Types().That().ResideInNamespaceMatching($"{App}\\.(?!Hosting)").And().DoNotHaveNameMatching("Function$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching("^Microsoft\\.Azure\\.Functions")));

    [Test]
    public void The_rules_see_what_they_forbid()
    {
        // A rule over an empty set holds always: these must be broken.
        var used = Types().That().ResideInNamespaceMatching($"{App}\\.Sources\\.CallLogs").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"{App}\\.Lake"));
        var shells = Types().That().HaveNameMatching("Function$").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching("^Microsoft\\.Azure\\.Functions"));
        Assert.That(used.HasNoViolations(Loaded), Is.False);
        Assert.That(shells.HasNoViolations(Loaded), Is.False);
    }

    [Test]
    public void LocalWorker_and_LocalServers_know_nothing_of_the_app()
    {
        foreach (var assembly in new[] { typeof(FunctionAttribute).Assembly, typeof(Beejan.LocalServers.Azurite).Assembly })
        {
            Assert.That(assembly.GetReferencedAssemblies().Select(name => name.Name), Has.None.EqualTo("Functions").And.None.EqualTo("Demo"));
        }
    }

    private static void Hold(TypesShouldConjunction rule)
    {
        var broken = rule.Evaluate(Loaded).Where(result => !result.Passed).Select(result => result.Description).ToList();
        Assert.That(broken, Is.Empty);
    }
}
