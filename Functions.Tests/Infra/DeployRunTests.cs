using System.Diagnostics;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>infra/deploy.sh with a double of Azure's command line: what it does, in which order, and what it tells.</summary>
public sealed class DeployRunTests
{
    private string _state = "";
    private string _bin = "";

    [SetUp]
    public void Prepare()
    {
        _state = Directory.CreateTempSubdirectory("beejan-deploy-").FullName;
        _bin = Directory.CreateDirectory(Path.Combine(_state, "bin")).FullName;
        foreach (var tool in new[] { "az", "dotnet", "psql", "curl" })
        {
            File.CreateSymbolicLink(Path.Combine(_bin, tool), Path.Combine(Repository.Root, "Functions.Tests", "Infra", "az"));
        }
    }

    [TearDown]
    public void TidyUp() => Directory.Delete(_state, recursive: true);

    [Test]
    public async Task From_an_empty_subscription_to_the_canaries_in_order()
    {
        var (exitCode, output) = await RunAsync("--environment", "dev", "--group", "g", "--location", "northeurope");
        Assert.That(exitCode, Is.Zero, output);
        AssertOrder(
            "az provider register --namespace Microsoft.App --wait",
            "az group create --name g --location northeurope",
            "az deployment group create --resource-group g --name beejan-main --parameters dev.bicepparam",
            "az resource create --id /subscriptions/s/x/thing/firewallRules/deployer",
            "psql --quiet .*--file warehouse-roles.sql --set app=the-identityName",
            "dotnet run --project ../Functions .*-- apply-schema",
            "dotnet publish ../Functions",
            "az functionapp deployment source config-zip --resource-group g --name the-appName",
            "az functionapp keys list .*blobs_extension",
            "az deployment group create --resource-group g --name beejan-events --template-file events.bicep",
            "az storage blob upload .*--container-name landing --name calllogs/",
            "az storage blob upload .*--container-name raw --name social/",
            "az storage blob upload .*--container-name raw --name sms/",
            "az resource delete --ids /subscriptions/s/x/thing/firewallRules/deployer");
        Assert.That(output, Does.Match("calllogs: in the warehouse after [0-9]+ s").And.Match("social: in").And.Match("sms: in").And.Contain("forms: no canary"));
    }

    [Test]
    public async Task It_may_be_run_again()
    {
        await RunAsync("--environment", "dev", "--group", "g", "--location", "northeurope", "--skip-smoke");
        File.Delete(Path.Combine(_state, "calls"));
        var (exitCode, output) = await RunAsync("--environment", "dev", "--group", "g", "--skip-smoke");
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Calls, Does.Not.Contain("az group create").And.Not.Contain("storage blob upload"));
    }

    [Test]
    public async Task It_may_be_run_by_who_sees_the_group_only()
    {
        await File.WriteAllTextAsync(Path.Combine(_state, "group"), "");
        await File.WriteAllTextAsync(Path.Combine(_state, "sees-the-group-only"), "");
        var (exitCode, output) = await RunAsync("--environment", "dev", "--group", "g", "--skip-smoke");
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Calls, Does.Not.Contain("az provider register"));
    }

    [Test]
    public async Task No_key_or_token_is_an_argument_or_is_told()
    {
        var (_, output) = await RunAsync("--environment", "dev", "--group", "g", "--location", "northeurope");
        Assert.That(Calls + output, Does.Not.Contain("T0KEN").And.Not.Contain("B10B").And.Not.Contain("K3Y"));
    }

    [Test]
    public async Task Without_its_secrets_nothing_is_published_and_it_says_how_to_put_them_in()
    {
        var (exitCode, output) = await RunAsync("--environment", "prod", "--group", "g", "--location", "northeurope");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("az keyvault secret set --vault-name thing --name Social--Meta--AppSecret --value …").And.Contain("--name Forms--ConnectionString "));
        Assert.That(Calls, Does.Not.Contain("apply-schema").And.Not.Contain("config-zip"));

        // Now that the vault is there, before anything refers to what isn't.
        File.Delete(Path.Combine(_state, "calls"));
        (exitCode, _) = await RunAsync("--environment", "prod", "--group", "g");
        Assert.That((exitCode, Calls.Contains("deployment group create", StringComparison.Ordinal)), Is.EqualTo((1, false)));

        await File.WriteAllTextAsync(Path.Combine(_state, "secrets"), "");
        Assert.That((await RunAsync("--environment", "prod", "--group", "g", "--skip-smoke")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_preview_changes_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_state, "group"), "");
        Assert.That((await RunAsync("--environment", "prod", "--group", "g", "--what-if")).ExitCode, Is.Zero);
        Assert.That(Calls, Does.Contain("az deployment group what-if --resource-group g --parameters prod.bicepparam --validation-level ProviderNoRbac").And.Not.Match("create|register|publish|upload|delete"));
    }

    [TestCase("--environment test --group g", "deploy.sh --environment dev|prod --group NAME")]
    [TestCase("--environment dev", "deploy.sh --environment dev|prod --group NAME")]
    [TestCase("--environment dev --group g", "There is no resource group g yet: say --location.")]
    public async Task What_is_missing_is_said(string arguments, string said)
    {
        var (exitCode, output) = await RunAsync(arguments.Split(' '));
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain(said));
    }

    [Test]
    public async Task Tools_that_are_missing_are_named()
    {
        File.Delete(Path.Combine(_bin, "az"));
        File.Delete(Path.Combine(_bin, "dotnet"));
        foreach (var tool in new[] { "bash", "dirname", "zip", "sha256sum", "base64" })
        {
            File.CreateSymbolicLink(Path.Combine(_bin, tool), new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, tool)).First(File.Exists));
        }

        var (exitCode, output) = await RunOnPathAsync(_bin, "--environment", "dev", "--group", "g");
        Assert.That((exitCode, output.Trim()), Is.EqualTo((1, "These are missing: az dotnet. Install them, and run this again.")));
    }

    private string Calls => File.Exists(Path.Combine(_state, "calls")) ? File.ReadAllText(Path.Combine(_state, "calls")) : "";

    private void AssertOrder(params string[] patterns)
    {
        var (calls, at) = (Calls, 0);
        foreach (var pattern in patterns)
        {
            var match = new Regex(pattern).Match(calls, at);
            Assert.That(match.Success, Is.True, $"'{pattern}' is not there, or too early:\n{calls}");
            at = match.Index + match.Length;
        }
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
        => RunOnPathAsync($"{_bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}", arguments);

    private async Task<(int ExitCode, string Output)> RunOnPathAsync(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Repository.Root, "infra", "deploy.sh"), .. arguments]);
        (start.Environment["PATH"], start.Environment["STATE"], start.Environment["ON_CALL_EMAIL"]) = (path, _state, "on-call@example.com");
        foreach (var name in new[] { "DEPLOYER_OBJECT_ID", "DEPLOYER_NAME", "DEPLOYER_TYPE", "DEPLOYER_ADDRESS", "FORMS_CANARY" })
        {
            start.Environment.Remove(name);
        }

        var (exitCode, output, errors) = await Command.RunAsync(start);
        return (exitCode, output + errors);
    }
}
