using System.Text.Json.Nodes;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>infra/: Bicep has nothing to say of it, and what it would deploy is what somebody looked at.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class BicepTests
{
    private static IEnumerable<string> Files => Bicep.Files;

    private static IEnumerable<string> Environments => Deployment.Environments;

    // A wrong type is a warning, with exit code 0: nothing may be said at all.
    [TestCase("build", "**/*.bicep")]
    [TestCase("build-params", "*.bicepparam")]
    [TestCase("lint", "**/*.bicep")]
    [TestCase("lint", "*.bicepparam")]
    public async Task Bicep_has_nothing_to_say(string command, string files)
    {
        using var bicep = new Bicep();
        Assert.That(await bicep.RunAsync([command, "--pattern", files]), Is.EqualTo((0, "", "")));
    }

    [Test]
    public async Task Every_file_is_as_Bicep_would_format_it()
    {
        using var bicep = new Bicep();
        await File.WriteAllTextAsync(Path.Combine(bicep.Folder, "wrong.bicep"), "param   x   string\n");
        await bicep.RunAsync(["format", "--pattern", "**/*.bicep"]);
        await bicep.RunAsync(["format", "--pattern", "*.bicepparam"]);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(bicep.Folder, "wrong.bicep")), Is.EqualTo("param x string\n"), "or nothing was formatted at all");
        foreach (var file in Files)
        {
            Assert.That(await File.ReadAllTextAsync(Path.Combine(bicep.Folder, file)), Is.EqualTo(Repository.Read("infra/" + file)), file);
        }
    }

    [TestCase("build", "resource x 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  name: 'x'\n}\n", "BCP035")]
    [TestCase("lint", "param unused string\n", "no-unused-params")]
    public async Task The_check_sees_what_is_wrong(string command, string text, string named)
    {
        using var bicep = new Bicep();
        await File.WriteAllTextAsync(Path.Combine(bicep.Folder, "modules", "wrong.bicep"), text);
        Assert.That((await bicep.RunAsync([command, "--pattern", "**/wrong.bicep"])).Diagnostics, Does.Contain(named));
    }

    [Test]
    public void Each_role_says_above_itself_why_it_is_given()
    {
        var lines = Files.SelectMany(file => Repository.Read("infra/" + file).Split('\n').Prepend("")).ToList();
        var given = lines.Index().Where(line => line.Item.StartsWith("resource ", StringComparison.Ordinal) && line.Item.Contains("'Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal)).ToList();
        Assert.That(given, Has.Count.EqualTo(9));
        Assert.That(given.Where(line => !lines[line.Index - 1].StartsWith("// ", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(Environments))]
    public async Task What_would_be_deployed_is_what_was_looked_at(string environment)
    {
        var looked = $"Functions.Tests/Infra/Snapshots/{environment}.json";
        var found = Path.Combine(AppContext.BaseDirectory, $"{environment}.json");
        await File.WriteAllTextAsync(found, Readable(await Deployment.OfAsync(environment)));
        Assert.That(
            await File.ReadAllTextAsync(found),
            Is.EqualTo(Repository.Read(looked)),
            $"Look at the difference; if it is meant: cp {Path.GetRelativePath(Repository.Root, found)} {looked}");
    }

    /// <summary>Without the queries, which are files of their own.</summary>
    private static string Readable(Deployment deployment)
    {
        var resources = new JsonArray([.. deployment.Resources.Select(resource => resource.DeepClone())]);
        foreach (var rule in resources.Where(resource => Deployment.Text(resource, "type") == "Microsoft.Insights/scheduledQueryRules"))
        {
            rule!["properties"]!["criteria"]!["allOf"]![0]!["query"] = $"infra/alerts/{Deployment.Text(rule, "name")}.kql";
        }

        return resources.ToJsonString(Deployment.Format) + "\n";
    }
}
