using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>Each nasty input has a test that its number finds, or stands among those left out: docs/nasty-inputs.md.</summary>
public sealed partial class NastyInputsTests
{
    private const int Count = 84;

    private static readonly string[] Parts = Repository.Read("docs/nasty-inputs.md").Split("## Left out");

    private static IEnumerable<int> Tested
        => typeof(NastyInputsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(IsTest)
            .Select(method => TestName().Match(method.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            .Distinct();

    [Test]
    public void The_page_has_each_of_them_once()
        => Assert.That(Rows(Parts[0]).Concat(Rows(Parts[1])), Is.EquivalentTo(Enumerable.Range(1, Count)));

    [Test]
    public void Each_has_a_test_unless_it_was_left_out()
        => Assert.That(Tested, Is.EquivalentTo(Rows(Parts[0])));

    [Test]
    public void The_settings_it_names_exist()
        => Assert.That(
            Setting().Matches(Parts[0]).Select(match => match.Groups["name"].Value).Distinct(),
            Is.SubsetOf(Setting().Matches(Repository.Read("README.md").Split("## Settings")[1]).Select(match => match.Groups["name"].Value)));

    private static bool IsTest(MethodInfo method)
        => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)) || method.IsDefined(typeof(TestCaseSourceAttribute));

    private static List<int> Rows(string part) => [.. Row().Matches(part).Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^Nasty(?<number>[0-9]{2})_")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| (?<number>[0-9]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+__[A-Za-z0-9_]+)`")]
    private static partial Regex Setting();
}
