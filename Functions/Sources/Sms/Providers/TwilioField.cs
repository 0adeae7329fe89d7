namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The fields of a message that a complaint is made of.</summary>
internal enum TwilioField
{
    Sid,
    AccountSid,
    Direction,
    From,
    To,
    Body,
    Status,
    NumSegments,
    NumMedia,
    DateCreated,
    DateSent,
    DateUpdated,
}
