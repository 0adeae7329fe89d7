using Beejan.Functions.Sources.Sms.Providers;

namespace Beejan.Functions.Sources.Sms;

/// <summary>When a message was sent, by the times that it carries: no clock has a say, so that the same bytes are read the same for ever.</summary>
internal static class SmsTime
{
    // A message is handed on within minutes, hours at worst.
    public static readonly TimeSpan LongestJourney = TimeSpan.FromDays(2);

    /// <summary>When it was sent, or made where the two can't both be true; what can't be read or believed leaves a flag.</summary>
    /// <param name="message">The message.</param>
    /// <param name="latest">Nothing on this page can be of later; null when that isn't known.</param>
    /// <param name="row">What gets the flags.</param>
    public static DateTime? ReadOpened(SmsMessage message, DateTime? latest, ComplaintColumns row)
    {
        var sent = Read(SmsField.SentAt, "date_sent_unreadable");
        var created = Read(SmsField.CreatedAt, "date_created_unreadable");
        Read(SmsField.UpdatedAt, "date_updated_unreadable");
        var opened = sent ?? created;
        if (opened is { } time && (!SmsMessage.IsBelievable(time) || time > latest || (time - (created ?? time)).Duration() > LongestJourney))
        {
            row.Flag("opened_at_doubtful");
            return created is { } other && SmsMessage.IsBelievable(other) ? other : time;
        }

        return opened;

        DateTime? Read(SmsField field, string flag)
        {
            var time = message.Time(field);
            if (time is null && (!message[field].IsEmpty || message.IsOfAnotherKind(field)))
            {
                row.Flag(flag);
            }

            return time;
        }
    }
}
