namespace Beejan.Functions.Sources.Sms;

/// <summary>What one run reads of an account: everything since a floor that comes from the cursor, never from the timer.</summary>
/// <param name="StartedAt">When the run began.</param>
/// <param name="Floor">Messages before it have been read.</param>
/// <param name="IsDeep">Whether this is the day's long look back, for messages that showed up later than the safety window.</param>
internal sealed record SmsWindow(DateTimeOffset StartedAt, DateTimeOffset Floor, bool IsDeep)
{
    private static readonly TimeSpan DeepReach = TimeSpan.FromDays(3);
    private static readonly TimeSpan DeepEvery = TimeSpan.FromDays(1);

    /// <summary>The UTC day the floor is in: providers filter by day.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Floor.UtcDateTime);

    public static SmsWindow Open(SmsCursor cursor, DateTimeOffset now, SmsOptions options)
    {
        if (cursor.Watermark is not { } watermark)
        {
            return new SmsWindow(now, now.AddDays(-options.FirstReadDays), IsDeep: true);
        }

        var floor = watermark - options.SafetyWindow;
        var isDeep = cursor.DeepReadAt is not { } deepReadAt || now - deepReadAt >= DeepEvery;
        return new SmsWindow(now, isDeep && now - DeepReach < floor ? now - DeepReach : floor, isDeep);
    }

    /// <summary>The cursor when all of the window is durable. It never goes back, and no message from the future moves it.</summary>
    /// <param name="cursor">As it was when the window was opened.</param>
    /// <param name="newest">The newest message seen that is not from the future.</param>
    public SmsCursor Close(SmsCursor cursor, DateTimeOffset? newest)
    {
        var watermark = cursor.Watermark ?? Floor;
        return new SmsCursor
        {
            Watermark = newest > watermark ? newest : watermark,
            DeepReadAt = IsDeep ? StartedAt : cursor.DeepReadAt,
            ReadAt = StartedAt,
        };
    }

    /// <summary>The cursor when all up to a time is durable, and more of the window is to come. It never goes back.</summary>
    public SmsCursor Reach(SmsCursor cursor, DateTimeOffset time) => cursor with { Watermark = time > (cursor.Watermark ?? Floor) ? time : cursor.Watermark ?? Floor };
}
