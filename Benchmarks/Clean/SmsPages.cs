using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Beejan.Benchmarks.Load;

namespace Beejan.Benchmarks.Clean;

/// <summary>Messages as Twilio lists them, a file for each page of 1,000: the texts and the customers of <see cref="Call"/>. The same number of rows makes the same bytes.</summary>
internal static class SmsPages
{
    public const string Account = "AC00000000000000000000000000000001";

    private const int MessagesToAPage = 1_000;
    private const int MessagesToAReject = 200;

    // As Twilio writes: a plus is not escaped.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, int rows)
    {
        foreach (var (page, calls) in Call.Take(rows).Chunk(MessagesToAPage).Index())
        {
            using var file = File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{page:000000}.json")));
            using var json = new Utf8JsonWriter(file, Format);
            json.WriteStartObject();
            json.WriteStartArray("messages");
            foreach (var (i, call) in calls.Index())
            {
                WriteMessage(json, call, (page * MessagesToAPage) + i + 1);
            }

            json.WriteEndArray();
            json.WriteNull("next_page_uri");
            json.WriteEndObject();
        }
    }

    private static void WriteMessage(Utf8JsonWriter json, Call call, int number)
    {
        var sent = call.OpenedAt.ToString("r", CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal);
        json.WriteStartObject();
        json.WriteString("sid", number % MessagesToAReject == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"SM{number:x32}"));
        json.WriteString("account_sid", Account);
        json.WriteString("from", call.CustomerPhone ?? "+2348030000000");
        json.WriteString("to", "+2347000000000");
        json.WriteString("body", call.Text ?? "no signal");
        json.WriteString("direction", "inbound");
        json.WriteString("status", "received");
        json.WriteString("date_created", sent);
        json.WriteString("date_sent", sent);
        json.WriteString("date_updated", sent);
        json.WriteString("num_segments", "1");
        json.WriteString("num_media", "0");
        json.WriteEndObject();
    }
}
