using System.Text.Json;
using System.Text.Json.Nodes;
using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>A layout as it is written down, property by property.</summary>
/// <param name="file">What messages call its file.</param>
/// <param name="json">The properties.</param>
internal sealed class LayoutDeclaration(string file, JsonObject json)
{
    private readonly HashSet<string> _read = ["name", "extends"];

    /// <summary>Its own name, or that of the layout it changes.</summary>
    public string Name => TextOf(json["name"]) ?? TextOf(json["extends"]) ?? "";

    /// <summary>A name as JSON has it: <c>openedAt</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public RuleFileException Fault(string property, string found, string expected) => new($"{file}, layout '{Name}', property '{property}': found {found}, expected {expected}.");

    /// <summary>A text, or <paramref name="otherwise"/> where the property isn't there.</summary>
    public string Text(string property, string otherwise, Func<string, bool>? isValid = null, string expected = "a text")
    {
        if (!Has(property))
        {
            return otherwise;
        }

        return TextOf(json[property]) is { } text && isValid?.Invoke(text) != false ? text : throw Fault(property, Show(json[property]), expected);
    }

    /// <summary>A list of texts, or a single one; none where the property isn't there.</summary>
    public string[] Texts(string property) => Has(property) ? Texts(property, json[property]) : [];

    /// <summary>An object of texts, or of lists of them; none where the property isn't there.</summary>
    public IEnumerable<KeyValuePair<string, string[]>> Map(string property)
    {
        if (!Has(property))
        {
            return [];
        }

        return json[property] is JsonObject map
            ? map.Where(entry => entry.Value is not null).Select(entry => KeyValuePair.Create(entry.Key, Texts($"{property}.{entry.Key}", entry.Value)))
            : throw Fault(property, Show(json[property]), "an object");
    }

    /// <summary>One of an enumeration's names; the property must be there.</summary>
    public T Choice<T>(string property)
        where T : struct, Enum => Choice<T>(property, Text(property, ""));

    public T Choice<T>(string property, string name)
        where T : struct, Enum
    {
        var choices = Enum.GetValues<T>().ToDictionary(Word);
        return choices.TryGetValue(name, out var choice) ? choice : throw Fault(property, name.Length == 0 ? "nothing" : $"'{name}'", $"any of {string.Join(", ", choices.Keys)}");
    }

    /// <exception cref="RuleFileException">A property that nobody asked for: a slip of the pen would do nothing and say nothing.</exception>
    public void MustBeRead()
    {
        if (json.Select(property => property.Key).FirstOrDefault(name => !_read.Contains(name)) is { } unknown)
        {
            throw Fault(unknown, "a property that layouts don't have", $"any of {string.Join(", ", _read)}");
        }
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";

    private string[] Texts(string property, JsonNode? node)
    {
        IEnumerable<JsonNode?> texts = node is JsonArray list ? list.AsEnumerable() : [node];
        return [.. texts.Select(text => TextOf(text) ?? throw Fault(property, Show(node), "a text, or a list of texts"))];
    }

    private bool Has(string property)
    {
        _read.Add(property);
        return json[property] is not null;
    }
}
