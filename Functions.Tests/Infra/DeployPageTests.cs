using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Conventions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>What docs/deploy.md says of infra/ is so, and it leaves nothing out.</summary>
public sealed class DeployPageTests
{
    private static readonly string Page = Repository.Read("docs/deploy.md");

    private static readonly string Templates = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "infra"), "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    // A key of Vonage's is a name, which has a secret beside it.
    private static IEnumerable<string> Secrets => SettingsTests.Sample.Where(name => Regex.IsMatch(name, "(Secret|(?<!Vonage.*)ApiKey|VerifyToken|^Forms__ConnectionString)$")).Select(name => name.Replace("__", "--", StringComparison.Ordinal));

    [Test]
    public void Its_parameters_are_the_templates()
        => Assert.That(Markdown.Rows(Page, "Parameters").SelectMany(row => Markdown.Names(row[0])), Is.EquivalentTo(Regex.Matches(Repository.Read("infra/main.bicep"), @"(?m)^param (\w+)").Select(name => name.Groups[1].Value)));

    [Test]
    public void Its_options_are_the_scripts()
        => Assert.That(Markdown.Rows(Page, "From an empty subscription to the first row").SelectMany(row => DeployScript.OptionsIn(string.Join(' ', Markdown.Names(row[0])))), Is.EquivalentTo(DeployScript.Options));

    [Test]
    public void The_options_that_the_documents_give_the_script_exist()
        => Assert.That(new[] { Page, Repository.Read("README.md") }.SelectMany(text => Regex.Matches(text, "infra/deploy\\.sh --.*")).SelectMany(call => DeployScript.OptionsIn(call.Value)).Distinct(), Is.Not.Empty.And.SubsetOf(DeployScript.Options));

    [Test]
    public void Its_roles_are_the_templates_with_their_reasons()
        => Assert.That(
            Markdown.Rows(Page, "What may do what").Select(row => $"{Role(row[0])}: {row[3]}"),
            Is.EquivalentTo(Assignments().Select(assignment => $"{assignment.Groups["role"].Value}: {assignment.Groups["why"].Value}")));

    [Test]
    public void Every_role_is_one_of_the_list_and_none_is_listed_for_nothing()
        => Assert.That(Assignments().Select(assignment => assignment.Groups["role"].Value).Distinct(), Is.EquivalentTo(Regex.Matches(Repository.Read("infra/roles.bicep"), @"(?m)^  (\w+): '").Select(role => role.Groups[1].Value)));

    [Test]
    public void It_says_what_each_resource_is_metered_by()
        => Assert.That(Markdown.Rows(Page, "What each part is metered by").SelectMany(row => Markdown.Names(row[0])), Is.EquivalentTo(Made.Select(type => string.Join('/', type.Split('/')[..2])).Distinct()));

    [Test]
    public void It_says_how_each_secret_is_changed()
        => Assert.That(Markdown.Rows(Page, "Rotate a secret").Where(row => row[0].Contains("--", StringComparison.Ordinal)).SelectMany(row => row.SelectMany(Markdown.Names)).Where(name => name.Contains("--", StringComparison.Ordinal)).Distinct(), Is.EquivalentTo(Secrets));

    [Test]
    public void The_settings_and_secrets_that_it_names_exist()
    {
        Assert.That(Markdown.Names(Page).Where(name => Regex.IsMatch(name, "^[A-Z][A-Za-z]+__[A-Za-z0-9_]+$")).Distinct(), Is.Not.Empty.And.SubsetOf(SettingsTests.Sample));
        Assert.That(Regex.Matches(Page, @"\b[A-Z]\w+(?:--[A-Za-z0-9]+)+\b").Select(name => name.Value).Distinct(), Is.Not.Empty.And.SubsetOf(Secrets));
    }

    [Test]
    public void The_variables_that_it_names_are_read()
    {
        var readers = string.Concat(new[] { "infra", Workflow.Folder }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder)).Select(File.ReadAllText)));
        var named = Markdown.Names(Page).Where(name => Regex.IsMatch(name, "^[A-Z]+(_[A-Z]+)+$")).ToList();
        Assert.That(named, Is.Not.Empty);
        Assert.That(named.Where(name => !readers.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void What_it_names_of_infra_is_there()
    {
        foreach (var path in Markdown.Names(Page).Where(name => name.StartsWith("infra/", StringComparison.Ordinal) && name.Length > "infra/".Length))
        {
            Assert.That(Path.Exists(Path.Combine(Repository.Root, path)), Is.True, path);
        }
    }

    [Test]
    public async Task Its_query_is_valid_against_the_tables_of_a_workspace()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.kql");
        await File.WriteAllTextAsync(file, Regex.Match(Page, "(?s)```kusto\n(.*?)```").Groups[1].Value);
        try
        {
            Assert.That((await AlertQueries.CheckAsync(file)).Values.Single(), Is.Empty);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> Made => Regex.Matches(Templates, @"(?m)^resource \w+ '([\w./]+)@[\w-]+' = (?!existing)").Select(type => type.Groups[1].Value);

    // Which role, and the reason that stands in the portal.
    private static MatchCollection Assignments()
        => Regex.Matches(Templates, @"(?s)'Microsoft\.Authorization/roleAssignments@.*?roles\.(?<role>\w+).*?description: '(?<why>[^']+)'");

    // As in "Storage Blob Data Owner": storageBlobDataOwner.
    private static string Role(string name) => char.ToLowerInvariant(name[0]) + name[1..].Replace(" ", "", StringComparison.Ordinal);
}
