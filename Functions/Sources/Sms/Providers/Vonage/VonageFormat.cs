using System.Text.Json;

namespace Beejan.Functions.Sources.Sms.Providers.Vonage;

/// <summary>Vonage's Reports v2, synchronous. https://developer.vonage.com/en/api/reports</summary>
internal sealed class VonageFormat : SmsFormat
{
    public const string Next = "_links.next.href";

    private const string Product = "product";

    private VonageFormat()
    {
    }

    public static VonageFormat Instance { get; } = new();

    public override string Name => "vonage";

    public override string Title => "Vonage";

    public override SmsPageShape Shape { get; } = new("records", [Next, Product], [], "a JSON object with records (an array) of product SMS");

    public override string StatusPage => "vonageapi.statuspage.io";

    public override IReadOnlyList<string> ErrorPaths { get; } = ["title", "detail"];

    public override string TimeExpected => "a time, as in 2019-06-28T15:30:00+0000";

    public override bool OmitsPlus => true;

    public override TimeSpan? Span { get; } = VonageInbox.LongestSlice; // raw is named by its slice's start

    public override string? NameOf(SmsField field) => field switch
    {
        SmsField.Id => "message_id",
        SmsField.Account => "account_id",
        SmsField.Text => "message_body",
        SmsField.SentAt => "date_received",
        SmsField.Direction or SmsField.From or SmsField.To or SmsField.Status => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.ToString()),
        _ => null,
    };

    public override bool TryReadTime(ReadOnlySpan<char> text, out DateTime utc) => IsoOffsetTime.TryParse(text, out utc);

    public override string? FindMissing(SmsPage page)
        => base.FindMissing(page) ?? (page.Text(Product) is { } product && product != "SMS" ? $"records of product {product}" : null);

    /// <summary>Vonage leaves texts out unless it is asked for them, and may: a complaint without its words is none.</summary>
    public override (string Field, string Found, string Expected, string Rule)? FindOwnFault(SmsMessage message)
        => message.Has(SmsField.Text) ? null : ("message_body", "nothing", "the text, which include_message=true asks for", "sms.vonage.text");
}
