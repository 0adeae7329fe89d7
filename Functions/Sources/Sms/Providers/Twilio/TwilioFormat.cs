using System.Text.Json;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Sms.Providers.Twilio;

/// <summary>Twilio's Messages list. https://www.twilio.com/docs/messaging/api/message-resource</summary>
internal sealed class TwilioFormat : SmsFormat
{
    public const string Next = "next_page_uri";

    private TwilioFormat()
    {
    }

    public static TwilioFormat Instance { get; } = new();

    public override string Name => "twilio";

    public override string Title => "Twilio";

    public override SmsPageShape Shape { get; } = new("messages", [Next], [], "a JSON object with messages (an array) and next_page_uri (a text or null)");

    public override string StatusPage => "status.twilio.com";

    public override IReadOnlyList<string> ErrorPaths { get; } = ["code", "message"];

    public override string ErrorFormat => "code {0}: {1}";

    public override string TimeExpected => "a time there, in date_sent or in date_created, as in Fri, 24 May 2019 17:44:46 +0000";

    public override string IdExpected => "SM or MM and 32 hexadecimal digits";

    public override string? NameOf(SmsField field) => field switch
    {
        SmsField.Id => "sid",
        SmsField.Account => "account_sid",
        SmsField.Text => "body",
        SmsField.Segments => "num_segments",
        SmsField.Media => "num_media",
        SmsField.CreatedAt => "date_created",
        SmsField.SentAt => "date_sent",
        SmsField.UpdatedAt => "date_updated",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.ToString()),
    };

    public override bool TryReadTime(ReadOnlySpan<char> text, out DateTime utc) => Rfc2822.TryParse(text, out utc);

    public override bool IsId(ReadOnlySpan<char> id) => TwilioSid.IsMessage(id);

    public override bool IsAccount(ReadOnlySpan<char> account) => TwilioSid.IsAccount(account);

    public override string? FindMissing(SmsPage page) => base.FindMissing(page) ?? (page.Has(Next) ? null : $"a JSON object without {Next}");

    // Its ids are unlike anybody else's, and were there before there was anybody else.
    public override string Key(string account) => account;

    public override string RawAccount(string account) => account;
}
