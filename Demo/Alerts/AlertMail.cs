using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Beejan.LocalServers.ApplicationInsights;

namespace Beejan.Demo.Alerts;

/// <summary>
/// The mail of an alert, filled in here as Azure Monitor fills it in there: infra/alerts/mail.json says what its subject and
/// its lines are made of, in the places of the common alert schema
/// (https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema).
/// </summary>
internal sealed partial record AlertMail(string Subject, IReadOnlyList<(string Name, string Text)> Lines)
{
    private static readonly JsonElement Template = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "alerts", "mail.json"))).RootElement;

    /// <param name="rule">The rule that fires.</param>
    /// <param name="row">The row of its query that fires it: column to value.</param>
    public static AlertMail Of(AlertRule rule, IReadOnlyDictionary<string, string> row)
    {
        var dimensions = Template.GetProperty("dimensions").EnumerateArray().Select(dimension => row[dimension.GetString()!]).ToList();
        var lines = Template.GetProperty("properties").EnumerateObject().Select(property => (property.Name, Fill(property.Value.GetString()!)));
        return new AlertMail(Fill(Template.GetProperty("subject").GetString()!), [.. lines]);

        string Fill(string text) => Place().Replace(text, place => place.Groups["path"].Value switch
        {
            "data.essentials.alertRule" => rule.Name,
            "data.alertContext.condition.allOf[0].metricValue" => row[Template.GetProperty("measure").GetString()!],
            _ => dimensions[int.Parse(Dimension().Match(place.Value).Groups["index"].Value, CultureInfo.InvariantCulture)],
        });
    }

    /// <summary>The row that the query of a rule makes of an event: its columns are what the event says of itself.</summary>
    public static Dictionary<string, string> RowOf(ReceivedTelemetry cry)
    {
        var row = new Dictionary<string, string>(cry.Properties) { ["Rows"] = cry.Measurements["Rows"].ToString(CultureInfo.InvariantCulture) };
        if (cry["Hint"] is { Length: > 0 } hint)
        {
            row["Summary"] += ". " + hint;
        }

        return row;
    }

    [GeneratedRegex(@"\$\{(?<path>[^}]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\$\{data\.alertContext\.condition\.allOf\[0\]\.dimensions\[(?<index>[0-9])\]\.value\}$")]
    private static partial Regex Dimension();
}
