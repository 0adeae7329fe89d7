using Beejan.Functions.Sources.Sms.Providers;

namespace Beejan.Functions.Sources.Sms;

/// <summary>When a message was sent, by the times that it carries: no clock has a say, so that the same bytes are read the same for ever.</summary>
internal static class SmsTime
{
    // A message is handed on within minutes, hours at worst.
    private static readonly TimeSpan LongestJourney = TimeSpan.FromDays(2);

    /// <summary>Date_sent, or date_created where the two can't both be true; what can't be read or believed leaves a flag.</summary>
    public static DateTime? ReadOpened(TwilioMessage message, ComplaintColumns row)
    {
        var sent = Read(TwilioField.DateSent, "date_sent_unreadable");
        var created = Read(TwilioField.DateCreated, "date_created_unreadable");
        Read(TwilioField.DateUpdated, "date_updated_unreadable");
        var opened = sent ?? created;
        if (opened is { } time && (!TwilioMessage.IsBelievable(time) || (time - (created ?? time)).Duration() > LongestJourney))
        {
            row.Flag("opened_at_doubtful");
            return created is { } other && TwilioMessage.IsBelievable(other) ? other : time;
        }

        return opened;

        DateTime? Read(TwilioField field, string flag)
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
