namespace Beejan.Functions.Sources.Sms.Providers.AfricasTalking;

/// <summary>How far the inbox of an account has been read; moved when a page is durable.</summary>
internal sealed record AfricasTalkingCursor
{
    /// <summary>The greatest id that is in raw; 0: none yet.</summary>
    public long LastReceivedId { get; init; }

    /// <summary>When it was last read to its end.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
