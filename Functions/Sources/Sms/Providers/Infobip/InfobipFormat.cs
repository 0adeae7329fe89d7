namespace Beejan.Functions.Sources.Sms.Providers.Infobip;

/// <summary>Infobip's inbox reports. https://www.infobip.com/docs/api/channels/sms/inbound-sms/get-inbound-sms-messages</summary>
internal sealed class InfobipFormat : SmsFormat
{
    public const string Pending = "pendingMessageCount";

    private const string Count = "messageCount";

    private InfobipFormat()
    {
    }

    public static InfobipFormat Instance { get; } = new();

    public override string Name => "infobip";

    public override string Title => "Infobip";

    public override SmsPageShape Shape { get; } = new("results", [], [Count, Pending], "a JSON object with results (an array), or with a messageCount of 0");

    public override string StatusPage => "status.infobip.com";

    public override IReadOnlyList<string> ErrorPaths { get; } = ["requestError.serviceException.messageId", "requestError.serviceException.text"];

    public override string TimeExpected => "a time, as in 2016-10-06T09:28:39.220+0000";

    public override bool OmitsPlus => true;

    public override bool KeepsWhatIsWhole => true;

    public override TimeSpan? Span { get; } = TimeSpan.FromDays(1); // raw is named by the day in which it came

    public override string? NameOf(SmsField field) => field switch
    {
        SmsField.Id => "messageId",
        SmsField.From => "from",
        SmsField.To => "to",
        SmsField.Text => "text",
        SmsField.Segments => "smsCount",
        SmsField.SentAt => "receivedAt",
        _ => null,
    };

    public override bool TryReadTime(ReadOnlySpan<char> text, out DateTime utc) => IsoOffsetTime.TryParse(text, out utc);

    public override string? FindMissing(SmsPage page) => page.HasList || page.Number(Count) == 0 ? null : "a JSON object without results";
}
