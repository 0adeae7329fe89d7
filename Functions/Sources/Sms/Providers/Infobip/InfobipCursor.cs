namespace Beejan.Functions.Sources.Sms.Providers.Infobip;

/// <summary>No place to go on from: the provider forgets what it has handed out. It says only that the inbox was emptied, and when.</summary>
internal sealed record InfobipCursor
{
    /// <summary>When the inbox was last emptied.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
