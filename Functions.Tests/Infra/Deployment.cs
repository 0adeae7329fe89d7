using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Beejan.Functions.Tests.Infra;

/// <summary>All resources of an environment, both passes', as Bicep predicts them. What only Azure knows stands there as an expression.</summary>
internal sealed class Deployment(string environment, string json)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Predicted = new();

    public static IReadOnlyList<string> Environments { get; } = ["dev", "prod"];

    /// <summary>Without escapes: faults are looked for as they are read.</summary>
    public static JsonSerializerOptions Format { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Environment => environment;

    public IReadOnlyList<JsonObject> Resources { get; } = [.. JsonNode.Parse(json)!.AsArray().Select(resource => resource!.AsObject())];

    public static async Task<Deployment> OfAsync(string environment) => new(environment, await PredictAsync(environment));

    /// <summary>The same with a fault: a text that stands in it is another.</summary>
    public static async Task<Deployment> WithFaultAsync(string environment, string found, string fault)
    {
        var json = await PredictAsync(environment);
        return json.Contains(found, StringComparison.Ordinal) ? new(environment, json.Replace(found, fault, StringComparison.Ordinal)) : throw new ArgumentException($"'{found}' is nowhere in {environment}.");
    }

    public IEnumerable<JsonObject> Of(string type) => Resources.Where(resource => Text(resource, "type") == type);

    public IReadOnlyDictionary<string, string> Settings
        => Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject().ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    /// <summary>A value below a resource, by its path apart by dots, as text; empty where there is none.</summary>
    public static string Text(JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : node?[name];
        }

        return node?.ToString() ?? "";
    }

    private static Task<string> PredictAsync(string environment) => Predicted.GetOrAdd(environment, static name => new(() => BuildAsync(name))).Value;

    private static async Task<string> BuildAsync(string environment)
    {
        using var bicep = new Bicep();
        await File.WriteAllTextAsync(
            Path.Combine(bicep.Folder, "events.bicepparam"),
            $"using 'events.bicep'\nparam environmentName = '{environment}'\nparam appName = 'app'\nparam topicName = 'beejan-{environment}-lake'\nparam hostStorageName = 'host'\n");
        var resources = new JsonArray();
        foreach (var pass in new[] { environment, "events" })
        {
            foreach (var resource in JsonNode.Parse(await bicep.SnapshotAsync(pass + ".bicepparam"))!["predictedResources"]!.AsArray())
            {
                resources.Add(resource!.DeepClone());
            }
        }

        return resources.ToJsonString(Format);
    }
}
