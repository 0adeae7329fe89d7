using System.Globalization;
using System.Text.Json.Nodes;

namespace Beejan.LocalServers.AfricasTalking;

/// <summary>An app of the double and what it was sent. May be added to while it is read.</summary>
public sealed class DoubleApp(string apiKey)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JsonObject> _messages = [];

    internal string ApiKey => apiKey;

    public IReadOnlyList<long> Ids
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Keys];
            }
        }
    }

    /// <summary>Takes a message as it stands, broken fields and all; its place is its id, or behind all others.</summary>
    public void Put(JsonObject message)
    {
        lock (_gate)
        {
            var id = message["id"] is JsonValue value && value.TryGetValue(out long number) ? number : _messages.Keys.LastOrDefault() + 1;
            _messages[id] = message;
        }
    }

    /// <summary>A text that comes in.</summary>
    public void Receive(long id, DateTimeOffset at, string text, string from = "+2348031234567") => Put(new JsonObject
    {
        ["linkId"] = $"link-{id}",
        ["text"] = text,
        ["to"] = "28901",
        ["id"] = id,
        ["date"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["from"] = from,
    });

    internal List<JsonNode> After(long id, int count)
    {
        lock (_gate)
        {
            return [.. _messages.Where(message => message.Key > id).Take(count).Select(message => message.Value.DeepClone())];
        }
    }
}
