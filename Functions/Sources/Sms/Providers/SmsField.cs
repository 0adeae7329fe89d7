namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The fields of a message that a complaint is made of. What a provider calls them, its <see cref="SmsFormat"/> says.</summary>
internal enum SmsField
{
    Id,
    Account,
    Direction,
    From,
    To,
    Text,
    Status,
    Segments,
    Media,
    CreatedAt,
    SentAt,
    UpdatedAt,
}
