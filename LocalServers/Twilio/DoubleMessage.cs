using System.Globalization;
using System.Text.Json.Nodes;

namespace Beejan.LocalServers.Twilio;

/// <summary>A message as Twilio lists it: the whole resource, and when it was sent, which is its place in the list.</summary>
public sealed record DoubleMessage(DateTimeOffset At, JsonObject Resource)
{
    public string Sid => (string?)Resource["sid"] ?? "";

    /// <summary>Takes a resource as it stands, broken fields and all; one without a readable time counts as sent at <paramref name="otherwise"/>.</summary>
    public static DoubleMessage Of(JsonObject resource, DateTimeOffset otherwise)
        => new(TimeOf(resource["date_sent"]) ?? TimeOf(resource["date_created"]) ?? otherwise, resource);

    /// <summary>A text that came in, with every field Twilio has.</summary>
    public static DoubleMessage Inbound(string accountSid, DateTimeOffset at, string body, string from = "+2348031234567", string? sid = null)
    {
        sid ??= "SM" + Guid.NewGuid().ToString("N");
        var time = at.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        var uri = $"/2010-04-01/Accounts/{accountSid}/Messages/{sid}";
        return new DoubleMessage(at, new JsonObject
        {
            ["account_sid"] = accountSid,
            ["api_version"] = "2010-04-01",
            ["body"] = body,
            ["date_created"] = time,
            ["date_sent"] = time,
            ["date_updated"] = time,
            ["direction"] = "inbound",
            ["error_code"] = null,
            ["error_message"] = null,
            ["from"] = from,
            ["messaging_service_sid"] = null,
            ["num_media"] = "0",
            ["num_segments"] = "1",
            ["price"] = "-0.00750",
            ["price_unit"] = "USD",
            ["sid"] = sid,
            ["status"] = "received",
            ["subresource_uris"] = new JsonObject { ["media"] = uri + "/Media.json", ["feedback"] = uri + "/Feedback.json" },
            ["to"] = "+2347001234567",
            ["uri"] = uri + ".json",
        });
    }

    /// <summary>The same message with one field of another value.</summary>
    public DoubleMessage With(string field, JsonNode? value)
    {
        var resource = (JsonObject)Resource.DeepClone();
        resource[field] = value;
        return this with { Resource = resource };
    }

    private static DateTimeOffset? TimeOf(JsonNode? time)
        => time is JsonValue value && value.TryGetValue(out string? text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
