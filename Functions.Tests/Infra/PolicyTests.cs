using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Tests.Conventions;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>Each policy holds in each environment, and sees the fault that it is there for.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class PolicyTests
{
    private static readonly Dictionary<string, Func<Deployment, IEnumerable<string>>> All = new()
    {
        ["every blob trigger has its subscription"] = Policies.EveryBlobTriggerHasItsSubscription,
        ["settings are those that the code reads"] = Policies.SettingsAreThoseThatTheCodeReads,
        ["every rule wakes the on-call"] = Policies.EveryRuleWakesTheOnCall,
        ["every query is used"] = Policies.EveryQueryIsUsed,
        ["connections fit"] = Policies.ConnectionsFit,
        ["nothing outlives its erasure"] = Policies.NothingOutlivesItsErasure,
        ["roles are as listed"] = SecurityPolicies.RolesAreAsListed,
        ["no secret stands in it"] = SecurityPolicies.NoSecretStandsInIt,
        ["no key opens anything"] = SecurityPolicies.NoKeyOpensAnything,
        ["only TLS is spoken"] = SecurityPolicies.OnlyTlsIsSpoken,
        ["a private network is private"] = SecurityPolicies.APrivateNetworkIsPrivate,
    };

    private static IEnumerable<TestCaseData> EveryPolicy => All.Keys.SelectMany(policy => Deployment.Environments.Select(environment => new TestCaseData(policy, environment)));

    // Policy, environment, what stands there, and the fault in its place.
    private static readonly string[][] Faults =
    [
        ["every blob trigger has its subscription", "dev", "'CleanSms'", "'CleanSMS'"],
        ["every blob trigger has its subscription", "dev", "containers/clean/blobs/forms/", "containers/clean/blobs/form/"],
        ["every blob trigger has its subscription", "prod", "\"PutBlockList\"", "\"CopyBlob\""],
        ["every blob trigger has its subscription", "prod", "\"blobContainerName\": \"deadletters\"", "\"blobContainerName\": \"\""],
        ["settings are those that the code reads", "dev", "\"Forms__Lag\"", "\"Forms__Lags\""],
        ["settings are those that the code reads", "prod", "\"Lake__queueServiceUri\"", "\"Lake__serviceUri\""],
        ["every rule wakes the on-call", "dev", ".outputs.actionGroupId.value", ".outputs.workspaceId.value"],
        ["every rule wakes the on-call", "prod", "on-call@example.com", "nobody"],
        ["every query is used", "dev", "\"name\": \"poison\"", "\"name\": \"poisons\""],
        ["every query is used", "dev", "BlobPoisoned", "BlobPoison"],
        ["connections fit", "dev", "\"maximumInstanceCount\": 40", "\"maximumInstanceCount\": 100"],
        ["connections fit", "prod", "\"Warehouse__MaxPoolSize\": \"10\"", "\"Warehouse__MaxPoolSize\": \"21\""],
        ["nothing outlives its erasure", "dev", "\"days\": 14", "\"days\": 15"],
        ["nothing outlives its erasure", "prod", "\"backupRetentionDays\": 14", "\"backupRetentionDays\": 35"],
        ["nothing outlives its erasure", "prod", "\"isVersioningEnabled\": false", "\"isVersioningEnabled\": true"],
        ["roles are as listed", "dev", "4633458b-17de-408a-b874-0445c86b69e6", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"], // Owner
        ["roles are as listed", "prod", "/containers/landing/providers/Microsoft.Authorization", "/providers/Microsoft.Authorization"],
        ["no secret stands in it", "prod", "SecretName=Social--Meta--AppSecret", "SecretName=Social--X--ConsumerSecret"],
        ["no secret stands in it", "dev", "\"Social__Meta__AppSecret\": \"\"", "\"Social__Meta__AppSecret\": \"5ec7e7\""],
        ["no secret stands in it", "dev", ";SSL Mode=VerifyFull", ";Password=5ec7e7;SSL Mode=VerifyFull"],
        ["no key opens anything", "dev", "\"allowSharedKeyAccess\": false", "\"allowSharedKeyAccess\": true"],
        ["no key opens anything", "prod", "\"passwordAuth\": \"Disabled\"", "\"passwordAuth\": \"Enabled\""],
        ["no key opens anything", "prod", "\"DisableLocalAuth\": true", "\"DisableLocalAuth\": false"],
        ["no key opens anything", "dev", "\"keyVaultReferenceIdentity\"", "\"keyVaultReference\""],
        ["only TLS is spoken", "dev", "\"TLS1_2\"", "\"TLS1_0\""],
        ["only TLS is spoken", "prod", "\"TLSv1.2\"", "\"TLSv1\""],
        ["only TLS is spoken", "prod", "\"httpsOnly\": true", "\"httpsOnly\": false"],
        ["only TLS is spoken", "dev", "SSL Mode=VerifyFull", "SSL Mode=Prefer"],
        ["a private network is private", "prod", "\"publicNetworkAccess\": \"Disabled\"", "\"publicNetworkAccess\": \"Enabled\""],
        ["a private network is private", "prod", "beejan-prod-lake-queue", "beejan-prod-lake-table"],
    ];

    [TestCaseSource(nameof(EveryPolicy))]
    public async Task A_policy_holds(string policy, string environment) => Assert.That(All[policy](await Deployment.OfAsync(environment)), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public async Task A_policy_sees_a_fault(string policy, string environment, string found, string fault)
        => Assert.That(All[policy](await Deployment.WithFaultAsync(environment, found, fault)), Is.Not.Empty);

    [Test]
    public void Every_policy_has_a_fault() => Assert.That(Faults.Select(fault => fault[0]).Distinct(), Is.EquivalentTo(All.Keys));

    /// <summary>The code's own checks, which would stop the start.</summary>
    [TestCaseSource(typeof(Deployment), nameof(Deployment.Environments))]
    public async Task The_app_would_start_with_the_settings(string environment)
    {
        var settings = (await Deployment.OfAsync(environment)).Settings.ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)OfTheVault(setting.Key, setting.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        foreach (var (section, type) in SettingsTests.Ours)
        {
            var options = configuration.GetSection(section).Get(type) ?? Activator.CreateInstance(type)!;
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
            Assert.That(faults.Select(fault => fault.ErrorMessage), Is.Empty, section);
        }
    }

    private static string OfTheVault(string name, string value)
        => !value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal) ? value
        : name.EndsWith("ConnectionString", StringComparison.Ordinal) ? "Host=website;Database=forms;Username=reader"
        : "whsec_c2VjcmV0";
}
