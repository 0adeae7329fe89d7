namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The content of an answer that was read to its end and is a page.</summary>
internal sealed class SmsPageContent(SmsPage page) : ByteArrayContent(page.Bytes)
{
    public SmsPage Page => page;
}
