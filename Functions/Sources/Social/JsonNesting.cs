using System.Text.Json;

namespace Beejan.Functions.Sources.Social;

/// <summary>How deep JSON nests, found out without reading what it says.</summary>
internal static class JsonNesting
{
    /// <returns>False for what breaks off before, or is no JSON at all: that is for the cleaner to say.</returns>
    public static bool IsDeeperThan(int depth, ReadOnlySpan<byte> json)
    {
        if (json.Count((byte)'{') + json.Count((byte)'[') <= depth)
        {
            return false; // as most are: no deeper than it has brackets
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= depth)
                {
                    return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
