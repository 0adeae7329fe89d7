using System.Text.Json;

namespace Beejan.LocalServers.ApplicationInsights;

/// <summary>Reads the envelopes in which the SDK sends its items: https://github.com/microsoft/ApplicationInsights-dotnet/tree/main/BASE/Schema</summary>
internal static class Envelope
{
    /// <param name="body">An array of envelopes, or one to a line.</param>
    /// <exception cref="JsonException">It is neither.</exception>
    public static IReadOnlyList<ReceivedTelemetry> ReadAll(string body)
    {
        if (body.TrimStart().StartsWith('['))
        {
            using var all = JsonDocument.Parse(body);
            return [.. all.RootElement.EnumerateArray().Select(Read)];
        }

        var items = new List<ReceivedTelemetry>();
        foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var envelope = JsonDocument.Parse(line);
            items.Add(Read(envelope.RootElement));
        }

        return items;
    }

    private static ReceivedTelemetry Read(JsonElement envelope)
    {
        var data = envelope.GetProperty("data");
        var (type, item) = (data.GetProperty("baseType").GetString()!, data.GetProperty("baseData"));
        var exceptions = Children(item, "exceptions").Select(exception => new ReceivedException(Text(exception, "typeName"), Text(exception, "message"))).ToList();
        var metrics = Children(item, "metrics").ToDictionary(metric => Text(metric, "name"), metric => metric.GetProperty("value").GetDouble());
        return new ReceivedTelemetry(
            KindOf(type),
            exceptions.Count > 0 ? exceptions[0].Type : metrics.Count > 0 ? metrics.First().Key : Text(item, "name"),
            envelope.GetProperty("time").GetDateTimeOffset(),
            Tag(envelope, "ai.operation.id"),
            Tag(envelope, "ai.cloud.role"),
            Fields(item, "properties").ToDictionary(property => property.Name, property => property.Value.GetString() ?? ""),
            metrics.Count > 0 ? metrics : Fields(item, "measurements").ToDictionary(property => property.Name, property => property.Value.GetDouble()),
            exceptions.Count > 0 ? exceptions[0].Message : Text(item, type == "RemoteDependencyData" ? "data" : "message"),
            exceptions,
            envelope.TryGetProperty("sampleRate", out var rate) ? rate.GetDouble() : 100);
    }

    private static string KindOf(string baseType) => baseType switch
    {
        "MessageData" => "Trace",
        "RemoteDependencyData" => "Dependency",
        _ => baseType[..^"Data".Length],
    };

    private static string Tag(JsonElement envelope, string name) => envelope.TryGetProperty("tags", out var tags) ? Text(tags, name) : "";

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static JsonElement.ArrayEnumerator Children(JsonElement element, string name) => element.TryGetProperty(name, out var children) ? children.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Fields(JsonElement element, string name) => element.TryGetProperty(name, out var fields) ? fields.EnumerateObject() : default;
}
