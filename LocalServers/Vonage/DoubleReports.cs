using System.Globalization;
using System.Text.Json.Nodes;

namespace Beejan.LocalServers.Vonage;

/// <summary>An account of the double and the records of its messages. May be added to while it is read.</summary>
public sealed class DoubleReports(string id, string secret)
{
    internal const string TimeFormat = "yyyy-MM-ddTHH:mm:ss+0000";

    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, JsonObject Record)> _records = [];

    public string Id => id;

    internal string Secret => secret;

    /// <summary>Takes a record as it stands, broken fields and all.</summary>
    /// <param name="at">By which it is found.</param>
    /// <param name="record">The record.</param>
    public void Put(DateTimeOffset at, JsonObject record)
    {
        lock (_gate)
        {
            _records.Add((at, record));
        }
    }

    /// <summary>A text that comes in, with every field Vonage has.</summary>
    public void Receive(string messageId, DateTimeOffset at, string text, string from = "2348031234567") => Put(at, new JsonObject
    {
        ["account_id"] = id,
        ["message_id"] = messageId,
        ["direction"] = "inbound",
        ["from"] = from,
        ["to"] = "2347001234567",
        ["network"] = "62130",
        ["network_name"] = "MTN Nigeria",
        ["country"] = "NG",
        ["country_name"] = "Nigeria",
        ["date_received"] = at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        ["currency"] = "EUR",
        ["total_price"] = "0.0000",
        ["message_body"] = text,
    });

    internal List<JsonNode> Between(DateTimeOffset start, DateTimeOffset end, string direction, bool withText)
    {
        lock (_gate)
        {
            return [.. _records.Where(record => record.At >= start && record.At < end && (string?)record.Record["direction"] == direction).OrderBy(record => record.At).Select(record => Show(record.Record, withText))];
        }
    }

    private static JsonObject Show(JsonObject record, bool withText)
    {
        var shown = (JsonObject)record.DeepClone();
        if (!withText)
        {
            shown.Remove("message_body");
        }

        return shown;
    }
}
