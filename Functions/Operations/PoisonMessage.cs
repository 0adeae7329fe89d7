using System.Text;
using System.Text.Json;

namespace Beejan.Functions.Operations;

/// <summary>What a message in queue <c>webjobs-blobtrigger-poison</c> says: which function gave up on which blob.</summary>
/// <param name="Function">As in <c>CleanSms</c>; empty where the message doesn't say.</param>
/// <param name="Container">The blob's container.</param>
/// <param name="Name">Its name there.</param>
internal sealed record PoisonMessage(string Function, string Container, string Name)
{
    public string Path => $"{Container}/{Name}";

    /// <summary>Reads a message, in base64 or not: hosts differ.</summary>
    /// <returns>One that names nothing, when it is none of the host's.</returns>
    public static PoisonMessage Read(BinaryData body)
    {
        try
        {
            var text = body.ToString();
            using var json = JsonDocument.Parse(text.StartsWith('{') ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            var function = Text(json.RootElement, "FunctionId");
            return new PoisonMessage(function[(function.LastIndexOf('.') + 1)..], Text(json.RootElement, "ContainerName"), Text(json.RootElement, "BlobName"));
        }
        catch (Exception notOfTheHost) when (notOfTheHost is FormatException or JsonException or InvalidOperationException)
        {
            return new PoisonMessage("", "", "");
        }
    }

    private static string Text(JsonElement message, string property) => message.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
