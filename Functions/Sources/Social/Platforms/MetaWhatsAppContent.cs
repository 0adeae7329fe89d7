using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>What a WhatsApp message says: its text, a picture's caption, the button that was pressed. Or what becomes of one that says nothing.</summary>
internal readonly record struct MetaWhatsAppContent
{
    /// <summary>Null for a picture, a document or a voice alone.</summary>
    public string? Text { get; private init; }

    /// <summary>Not null when the message makes no row.</summary>
    public SocialOutcome? Outcome { get; private init; }

    public static MetaWhatsAppContent Read(JsonElement message, string? type, ChangeRank rank)
    {
        if (rank == ChangeRank.Remove)
        {
            return default;
        }

        var said = rank == ChangeRank.Edit ? ValueOf(ValueOf(message, "edit"), "message") : message;
        type = rank == ChangeRank.Edit ? TextOf(said, "type") : type;
        var content = ValueOf(said, type ?? "");
        return type switch
        {
            "text" or "button" or "interactive" or "image" or "video" or "document" or "audio" when content.ValueKind != JsonValueKind.Object => Broken(type, "nothing", "what its type says"),
            "text" => Words(TextOf(content, "body")),
            "button" => Words(TextOf(content, "text")),
            "interactive" => Words(Answer(content)),
            "image" or "video" or "document" or "audio" => new MetaWhatsAppContent { Text = TextOf(content, "caption") },
            "reaction" or "sticker" or "location" or "contacts" or "order" or "system" or "request_welcome" => Nothing,
            _ => Broken("type", type ?? "nothing", "a kind of message that the API hands on"),
        };
    }

    private static MetaWhatsAppContent Nothing => new() { Outcome = SocialOutcome.NoComplaint };

    private static MetaWhatsAppContent Words(string? text) => text is null ? Nothing : new() { Text = text };

    private static MetaWhatsAppContent Broken(string field, string found, string expected) => new() { Outcome = SocialOutcome.Broken(field, found, expected, "social.meta.content") };

    // Of a form (nfm_reply) all that was filled in, as the JSON that it comes in.
    private static string? Answer(JsonElement interactive)
        => TextOf(ValueOf(interactive, "button_reply"), "title")
            ?? TextOf(ValueOf(interactive, "list_reply"), "title")
            ?? TextOf(ValueOf(interactive, "nfm_reply"), "response_json");
}
