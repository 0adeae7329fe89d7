using System.Globalization;

namespace Beejan.Functions.Sources.Sms.Providers.AfricasTalking;

/// <summary>The inbox of Africa's Talking. https://developers.africastalking.com/docs/sms/fetch_messages</summary>
internal sealed class AfricasTalkingFormat : SmsFormat
{
    private AfricasTalkingFormat()
    {
    }

    public static AfricasTalkingFormat Instance { get; } = new();

    public override string Name => "africastalking";

    public override string Title => "Africa's Talking";

    public override SmsPageShape Shape { get; } = new("SMSMessageData.Messages", [], [], "JSON: an object with SMSMessageData, and in it Messages (an array)");

    public override string StatusPage => "status.africastalking.com";

    public override string TimeExpected => "a time, as in 2018-03-19T08:34:18.445Z";

    public override string? NameOf(SmsField field) => field switch
    {
        SmsField.Id => "id",
        SmsField.From => "from",
        SmsField.To => "to",
        SmsField.Text => "text",
        SmsField.SentAt => "date",
        _ => null,
    };

    public override bool TryReadTime(ReadOnlySpan<char> text, out DateTime utc) => IsoOffsetTime.TryParse(text, out utc);

    /// <summary>The id by which the inbox is ordered: 64 bits of a number here, a UUID in webhooks. Null when it is no number.</summary>
    public static long? Order(SmsMessage message) => long.TryParse(message[SmsField.Id], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
