using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using static Beejan.Functions.Tests.Infra.Deployment;

namespace Beejan.Functions.Tests.Infra;

/// <summary>As <see cref="Policies"/>: who may come in, and how.</summary>
internal static class SecurityPolicies
{
    // Who holds what on what; nobody holds anything else.
    private static readonly string[] Roles =
    [
        "app: storageBlobDataOwner on host",
        "app: storageQueueDataContributor on host",
        "app: storageBlobDataContributor on lake",
        "app: storageQueueDataContributor on lake",
        "app: keyVaultSecretsUser on vault",
        "app: monitoringMetricsPublisher on insights",
        "events: storageBlobDataContributor on host/deadletters",
        "deployer: storageBlobDataContributor on lake/landing",
        "deployer: storageBlobDataContributor on lake/raw",
        "deployer: keyVaultSecretsOfficer on vault",
    ];

    private static readonly string[] Secret = ["Secret", "ApiKey", "Token", "Password", "ConnectionString"];

    /// <summary>Roles are as listed.</summary>
    public static IEnumerable<string> RolesAreAsListed(Deployment deployment)
    {
        var names = Regex.Matches(Repository.Read("infra/roles.bicep"), @"(\w+): '([0-9a-f-]{36})'").ToDictionary(role => role.Groups[2].Value, role => role.Groups[1].Value);
        return Policies.Differences(Roles, deployment.Of("Microsoft.Authorization/roleAssignments").Select(assignment =>
        {
            var role = Text(assignment, "properties.roleDefinitionId").Split('/')[^1];
            return $"{Holder(Text(assignment, "properties.principalId"))}: {names.GetValueOrDefault(role, role)} on {Scope(Text(assignment, "id").Split("/providers/Microsoft.Authorization/")[0])}";
        }));

        static string Holder(string id) => id == Bicep.Deployer ? "deployer" : id.Contains("/userAssignedIdentities/", StringComparison.Ordinal) ? "app" : id.Contains("/systemTopics/", StringComparison.Ordinal) ? "events" : id;

        static string Scope(string id)
        {
            var parts = id.Split('/');
            var name = id switch
            {
                _ when id.Contains("/storageAccounts/beejanhost", StringComparison.Ordinal) => "host",
                _ when id.Contains("/storageAccounts/beejanlake", StringComparison.Ordinal) => "lake",
                _ when parts[^2] == "vaults" => "vault",
                _ when parts[^2] == "components" => "insights",
                _ => id,
            };
            return parts[^2] == "containers" ? $"{name}/{parts[^1]}" : name;
        }
    }

    /// <summary>No secret stands in it: what is one is a reference to the vault, or not set.</summary>
    public static IEnumerable<string> NoSecretStandsInIt(Deployment deployment)
    {
        var known = deployment.Settings
            .Where(setting => Secret.Any(word => setting.Key.EndsWith(word, StringComparison.Ordinal)) && setting.Key is not ("Warehouse__ConnectionString" or "APPLICATIONINSIGHTS_CONNECTION_STRING"))
            .Where(setting => setting.Value.Length > 0 && setting.Value != $"@Microsoft.KeyVault(VaultName={VaultOf(deployment)};SecretName={setting.Key.Replace("__", "--", StringComparison.Ordinal)})")
            .Select(setting => setting.Key);
        var written = deployment.Resources
            .Where(resource => Regex.IsMatch(WithoutKeyOfEvents(resource), "AccountKey=|SharedAccessSignature=|[Pp]assword=|Pwd=|whsec_|listKeys|InstrumentationKey=|adminPassword|administratorLoginPassword"))
            .Select(resource => Text(resource, "id"));
        return known.Concat(written);

        static string VaultOf(Deployment deployment) => Text(deployment.Of("Microsoft.KeyVault/vaults").Single(), "name");

        // The one key there is: Azure reads it where it is needed.
        static string WithoutKeyOfEvents(JsonObject resource) => Regex.Replace(resource.ToJsonString(Format), @"listKeys\([^()]*(\([^()]*\)[^()]*)*\)\.systemKeys\.blobs_extension", "");
    }

    /// <summary>Nothing can be opened by a key or a password: identities only.</summary>
    public static IEnumerable<string> NoKeyOpensAnything(Deployment deployment) => Unlike(
        deployment,
        ("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "false"),
        ("Microsoft.DBforPostgreSQL/flexibleServers", "authConfig.passwordAuth", "Disabled"),
        ("Microsoft.DBforPostgreSQL/flexibleServers", "authConfig.activeDirectoryAuth", "Enabled"),
        ("Microsoft.KeyVault/vaults", "enableRbacAuthorization", "true"),
        ("Microsoft.Insights/components", "DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "features.disableLocalAuth", "true"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", "false"),
        ("Microsoft.Web/sites", "functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"))
        .Concat(deployment.Of("Microsoft.Web/sites").Where(app => !Text(app, "properties.keyVaultReferenceIdentity").EndsWith($"/beejan-{deployment.Environment}-app", StringComparison.Ordinal)).Select(_ => "keyVaultReferenceIdentity"));

    /// <summary>Nothing is spoken but TLS, 1.2 or newer.</summary>
    public static IEnumerable<string> OnlyTlsIsSpoken(Deployment deployment) => Unlike(
        deployment,
        ("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Web/sites", "httpsOnly", "true"),
        ("Microsoft.Web/sites", "siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "siteConfig.scmMinTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "siteConfig.ftpsState", "Disabled"))
        .Concat(Policies.Differences(
            ["require_secure_transport ON", "ssl_min_protocol_version TLSv1.2"],
            deployment.Of("Microsoft.DBforPostgreSQL/flexibleServers/configurations").Select(setting => $"{Text(setting, "name").Split('/')[^1]} {Text(setting, "properties.value")}").Where(setting => !setting.StartsWith("max_", StringComparison.Ordinal))))
        .Concat(deployment.Settings["Warehouse__ConnectionString"].EndsWith(";SSL Mode=VerifyFull", StringComparison.Ordinal) ? [] : ["Warehouse__ConnectionString"]);

    /// <summary>Where the network is private, nothing but the app and its telemetry has a public address, and each part has its way in.</summary>
    public static IEnumerable<string> APrivateNetworkIsPrivate(Deployment deployment)
    {
        if (deployment.Environment != "prod")
        {
            return deployment.Of("Microsoft.Network/virtualNetworks").Select(_ => "a network that nobody asked for");
        }

        var ways = deployment.Of("Microsoft.Network/privateEndpoints").Select(way => $"{Text(way, "name")} {Text(way, "properties.privateLinkServiceConnections.0.properties.groupIds.0")}");
        return Unlike(
            deployment,
            ("Microsoft.Storage/storageAccounts", "publicNetworkAccess", "Disabled"),
            ("Microsoft.Storage/storageAccounts", "networkAcls.defaultAction", "Deny"),
            ("Microsoft.KeyVault/vaults", "publicNetworkAccess", "Disabled"),
            ("Microsoft.DBforPostgreSQL/flexibleServers", "network.publicNetworkAccess", "Disabled"))
            .Concat(deployment.Of("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules").Select(rule => Text(rule, "name")))
            .Concat(deployment.Of("Microsoft.Web/sites").Where(app => Text(app, "properties.virtualNetworkSubnetId").Length == 0).Select(_ => "the app is outside"))
            .Concat(Policies.Differences(
                ["beejan-prod-host-blob blob", "beejan-prod-host-queue queue", "beejan-prod-lake-blob blob", "beejan-prod-lake-queue queue", "beejan-prod-vault vault", "beejan-prod-warehouse postgresqlServer"],
                ways));
    }

    // Of a type there must be at least one: what isn't there is not as it should be.
    private static IEnumerable<string> Unlike(Deployment deployment, params (string Type, string Path, string Wanted)[] rules)
        => rules.SelectMany(rule => deployment.Of(rule.Type).DefaultIfEmpty()
            .Where(resource => !string.Equals(Text(resource, "properties." + rule.Path), rule.Wanted, StringComparison.Ordinal))
            .Select(resource => $"{Text(resource, "name")}: {rule.Path} is '{Text(resource, "properties." + rule.Path)}'"));
}
