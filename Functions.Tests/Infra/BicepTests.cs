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

    [TestCaseSource(nameof(Files))]
    public async Task A_file_builds_and_is_linted_and_formatted_without_a_diagnostic(string file)
    {
        using var bicep = new Bicep();
        var build = await bicep.RunAsync([Path.GetExtension(file) == ".bicep" ? "build" : "build-params", file, "--stdout"]);
        var lint = await bicep.RunAsync(["lint", file]);
        var format = await bicep.RunAsync(["format", file, "--stdout"]);
        Assert.That((build.Diagnostics, lint.Diagnostics, format.Diagnostics), Is.EqualTo(("", "", ""))); // a wrong type is a warning, with exit code 0
        Assert.That(lint.Output, Is.Empty);
        Assert.That(format.Output, Is.EqualTo(Repository.Read("infra/" + file)), "bicep format");
    }

    [TestCase("resource x 'Microsoft.Storage/storageAccounts@2024-01-01' = {", "BCP035")]
    [TestCase("param unused string", "no-unused-params")]
    public async Task The_check_sees_what_is_wrong(string line, string named)
    {
        using var bicep = new Bicep();
        var file = Path.Combine(bicep.Folder, "wrong.bicep");
        await File.WriteAllTextAsync(file, line + (line.EndsWith('{') ? "\n  name: 'x'\n}\n" : "\n"));
        var (_, _, diagnostics) = await bicep.RunAsync(["build", "wrong.bicep", "--stdout"]);
        Assert.That(diagnostics, Does.Contain(named));
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
