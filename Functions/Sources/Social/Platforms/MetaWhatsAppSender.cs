using System.Text.Json;
using static Beejan.Functions.Sources.Social.Platforms.SocialPlatform;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Who wrote a WhatsApp message: <c>from</c> is a telephone number, an id such as <c>US.13491208655302741918</c>, or missing when the user hides the number.</summary>
/// <param name="Id">WhatsApp's id of the user; never the number, which has a column where it can be masked.</param>
/// <param name="Name">What the user calls himself.</param>
/// <param name="Phone">In E.164.</param>
internal readonly record struct MetaWhatsAppSender(string? Id, string? Name, string? Phone)
{
    public static MetaWhatsAppSender Of(JsonElement value, JsonElement message)
    {
        var from = TextOf(message, "from");
        var isNumber = from is not null && !from.AsSpan().ContainsAnyExceptInRange('0', '9');
        var id = TextOf(message, "from_user_id") ?? (isNumber ? null : from);
        var contact = Find([.. ItemsOf(value, "contacts")], from, id);
        return new MetaWhatsAppSender(id ?? TextOf(contact, "user_id"), TextOf(ValueOf(contact, "profile"), "name"), isNumber ? $"+{from}" : null);
    }

    // Several people's messages come in one delivery; a message that doesn't say whose it is can be told when there is one.
    private static JsonElement Find(JsonElement[] contacts, string? from, string? id)
        => from is null && id is null
            ? contacts.Length == 1 ? contacts[0] : default
            : Array.Find(contacts, contact => (from is not null && TextOf(contact, "wa_id") == from) || (id is not null && TextOf(contact, "user_id") == id));
}
