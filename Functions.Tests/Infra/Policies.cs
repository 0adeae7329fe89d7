using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Conventions;
using Microsoft.Azure.Functions.Worker;
using static Beejan.Functions.Tests.Infra.Deployment;

namespace Beejan.Functions.Tests.Infra;

/// <summary>What must hold of every environment. Each says what is wrong with one; nothing: it holds.</summary>
internal static class Policies
{
    // Superusers' and the platform's own: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits
    private const int ReservedConnections = 15;

    // apply-schema, a person with psql, and analysts.
    private const int ConnectionsOfAdmins = 10;

    /// <summary>Each blob-triggered function hears of the blobs of its trigger's path, whole ones, and no event is lost in silence.</summary>
    public static IEnumerable<string> EveryBlobTriggerHasItsSubscription(Deployment deployment)
    {
        var wanted = NamingTests.Functions
            .Select(function => (function.Name, Trigger: function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<BlobTriggerAttribute>()).SingleOrDefault(trigger => trigger is not null)))
            .Where(function => function.Trigger is not null)
            .Select(function => $"{function.Name} {SubjectOf(function.Trigger!.BlobPath)}");
        var subscriptions = deployment.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").ToList();
        foreach (var difference in Differences(wanted, subscriptions.Select(found => $"{FunctionOf(found)} {Text(found, "properties.filter.subjectBeginsWith")}")))
        {
            yield return difference;
        }

        foreach (var found in subscriptions.Where(found => !IsHeardWhole(found)))
        {
            yield return $"{Text(found, "name")}: its events, retries or dead letters";
        }

        static string SubjectOf(string path) => $"/blobServices/default/containers/{path.Split('/', 2)[0]}/blobs/{path.Split('/', 2)[1].Split('{')[0]}";

        static bool IsHeardWhole(JsonObject found)
            => Text(found, "properties.filter.includedEventTypes.0") == "Microsoft.Storage.BlobCreated"
            && Text(found, "properties.filter.advancedFilters.0.key") == "data.api"
            && found["properties"]!["filter"]!["advancedFilters"]![0]!["values"]!.AsArray().Select(value => value!.ToString()).Order().SequenceEqual(["FlushWithClose", "PutBlob", "PutBlockList"])
            && Text(found, "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName") == "deadletters"
            && Text(found, "properties.retryPolicy.eventTimeToLiveInMinutes") == "1440";
    }

    /// <summary>Every setting the code reads is set, and every one set is read.</summary>
    public static IEnumerable<string> SettingsAreThoseThatTheCodeReads(Deployment deployment)
    {
        string[] sections = ["AzureWebJobsStorage", "Lake"]; // in place of a connection string
        string[] nowhere = ["FUNCTIONS_WORKER_RUNTIME", "Landing", "Warehouse__Path", .. sections];
        var wanted = SettingsTests.Sample
            .Where(name => !nowhere.Contains(name) && !name.StartsWith("LocalWorker__", StringComparison.Ordinal))
            .Concat(sections.SelectMany(section => new[] { "blobServiceUri", "queueServiceUri", "credential", "clientId" }.Select(part => $"{section}__{part}")))
            .Append("APPLICATIONINSIGHTS_AUTHENTICATION_STRING"); // read by the host and by its worker
        return Differences(wanted, deployment.Settings.Keys.Select(name => Regex.Replace(name, "__[1-9][0-9]*__", "__0__")).Distinct());
    }

    /// <summary>Every rule is on and wakes the group, which mails somebody.</summary>
    public static IEnumerable<string> EveryRuleWakesTheOnCall(Deployment deployment)
    {
        var group = deployment.Of("Microsoft.Insights/actionGroups").Single();
        if (Text(group, "properties.enabled") != "true" || !Text(group, "properties.emailReceivers.0.emailAddress").Contains('@', StringComparison.Ordinal))
        {
            yield return "The group mails nobody.";
        }

        foreach (var rule in deployment.Of("Microsoft.Insights/scheduledQueryRules"))
        {
            var groups = rule["properties"]!["actions"]!["actionGroups"]!.AsArray();
            if (Text(rule, "properties.enabled") != "true" || groups.Count != 1 || !groups[0]!.ToString().EndsWith(".outputs.actionGroupId.value]", StringComparison.Ordinal))
            {
                yield return $"{Text(rule, "name")} wakes nobody.";
            }
        }
    }

    /// <summary>Each query of infra/alerts is a rule's, to the letter.</summary>
    public static IEnumerable<string> EveryQueryIsUsed(Deployment deployment)
        => Differences(
            AlertQueries.Files.Select(file => $"{Path.GetFileNameWithoutExtension(file)}\n{File.ReadAllText(file)}"),
            deployment.Of("Microsoft.Insights/scheduledQueryRules").Select(rule => $"{Text(rule, "name")}\n{Text(rule, "properties.criteria.allOf.0.query")}"));

    /// <summary>Instances × pool + admins fit into what the server lets in.</summary>
    public static IEnumerable<string> ConnectionsFit(Deployment deployment)
    {
        var instances = Number(Text(deployment.Of("Microsoft.Web/sites").Single(), "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount"));
        var pool = Number(deployment.Settings["Warehouse__MaxPoolSize"]);
        var most = Number(Text(deployment.Of("Microsoft.DBforPostgreSQL/flexibleServers/configurations").Single(setting => Text(setting, "name").EndsWith("/max_connections", StringComparison.Ordinal)), "properties.value"));
        var wanted = (instances * pool) + ConnectionsOfAdmins + ReservedConnections;
        return wanted <= most ? [] : [$"{instances} × {pool} + {ConnectionsOfAdmins} + {ReservedConnections} > {most}"];

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Backups and soft delete end within the stated period, and nothing is kept against the wish to be erased.</summary>
    public static IEnumerable<string> NothingOutlivesItsErasure(Deployment deployment)
    {
        const int days = 14; // erasureDays: docs/deploy.md
        var lake = deployment.Of("Microsoft.Storage/storageAccounts/blobServices").Single(service => Text(service, "name").StartsWith("beejanlake", StringComparison.Ordinal));
        var kept = new[]
        {
            Text(lake, "properties.deleteRetentionPolicy.days"),
            Text(lake, "properties.containerDeleteRetentionPolicy.days"),
            Text(deployment.Of("Microsoft.DBforPostgreSQL/flexibleServers").Single(), "properties.backup.backupRetentionDays"),
        };
        return kept.Where(found => !(int.TryParse(found, out var number) && number <= days)).Select(found => $"kept for {found} days")
            .Concat(Text(lake, "properties.isVersioningEnabled") == "false" ? [] : ["versions"])
            .Concat(deployment.Resources.Where(resource => resource.ToJsonString().Contains("immutab", StringComparison.OrdinalIgnoreCase)).Select(resource => Text(resource, "name")));
    }

    internal static IEnumerable<string> Differences(IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var (left, right) = (wanted.ToList(), found.ToList());
        return left.Except(right).Select(missing => "missing: " + missing)
            .Concat(right.Except(left).Select(other => "not wanted: " + other))
            .Concat(right.GroupBy(one => one).Where(same => same.Count() > 1).Select(same => "twice: " + same.Key));
    }

    // format('https://{0}/runtime/webhooks/blobs?functionName=Host.Functions.{1}&code={2}', …, 'CleanSms', listKeys(…
    private static string FunctionOf(JsonObject subscription)
        => Regex.Match(
            Text(subscription, "properties.destination.properties.endpointUrl"),
            @"^\[format\('https://\{0\}/runtime/webhooks/blobs\?functionName=Host\.Functions\.\{1\}&code=\{2\}', reference\(.*\)\.defaultHostName, '(\w+)', listKeys\(.*\)\.systemKeys\.blobs_extension\)\]$").Groups[1].Value;
}
