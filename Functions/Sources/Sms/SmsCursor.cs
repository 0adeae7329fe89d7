namespace Beejan.Functions.Sources.Sms;

/// <summary>How far an account that is read by windows of time has been read; moved when what it tells of is durable.</summary>
internal sealed record SmsCursor
{
    /// <summary>
    /// Twilio: when the newest message that was seen had been sent; of an account without messages, from when on there
    /// were none. Vonage: the end of the last slice.
    /// </summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>When the last three days were last read again.</summary>
    public DateTimeOffset? DeepReadAt { get; init; }

    /// <summary>When the run began that moved the cursor last.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
