namespace Beejan.Functions.Sources.Sms;

/// <summary>How far one account has been read; moved when the last page of a run is durable.</summary>
internal sealed record SmsCursor
{
    /// <summary>When the newest message that was seen had been sent; of an account without messages, from when on there were none.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>When the last three days were last read again.</summary>
    public DateTimeOffset? DeepReadAt { get; init; }

    /// <summary>When the run began that moved the cursor last.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
