using System.Globalization;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Social;

/// <summary>When something happened, as social platforms say it.</summary>
internal static class SocialTime
{
    /// <summary>Stands for a time that is there and can't be read: no more to be believed than one in the year 50000.</summary>
    public static readonly DateTime Unreadable = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    // Facebook opened in February 2004, before the others. Anything older is a clock that was never set.
    private static readonly DateTime Earliest = new(2004, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    // What comes in real time has happened; a day is for clocks and zones that are set wrong.
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(1);

    public static bool IsBelievable(DateTime utc, DateTimeOffset receivedAt) => utc >= Earliest && utc <= receivedAt.UtcDateTime + LongestAhead;

    /// <summary>Seconds or milliseconds since 1970, whether a number or a text: no believable time can be meant by both. Null when there is none.</summary>
    public static DateTime? FromEpoch(string? count)
        => count is null ? null
        : long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Epoch.ToUtc(number) ?? Unreadable
        : Unreadable;
}
