using System.Text.Json;

namespace Beejan.Demo.Alerts;

/// <summary>The rules as they are deployed: infra/alerts/rules.json and the queries beside it.</summary>
internal static class AlertRules
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "alerts");

    public static IReadOnlyList<AlertRule> All { get; } = Read();

    /// <summary>The rule that waits for an event; null: nobody is told of it.</summary>
    public static AlertRule? Of(string eventName) => All.SingleOrDefault(rule => rule.Events.Contains(eventName));

    private static List<AlertRule> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "rules.json")));
        var rules = json.RootElement.GetProperty("rules").Deserialize<List<AlertRule>>(JsonSerializerOptions.Web)!;
        return [.. rules.Select(rule => rule with { Query = File.ReadAllText(Path.Combine(Folder, rule.Name + ".kql")) })];
    }
}
