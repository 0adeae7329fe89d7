using System.Globalization;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>Times as a mail says them.</summary>
internal static class InWords
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The two largest units that matter, as in <c>1 d 2 h</c>.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { Days: > 0, Hours: > 0 } => $"{span.Days} d {span.Hours} h",
        { Days: > 0 } => $"{span.Days} d",
        { Hours: > 0, Minutes: > 0 } => $"{span.Hours} h {span.Minutes} min",
        { Hours: > 0 } => $"{span.Hours} h",
        { Minutes: > 0 } => $"{span.Minutes} min",
        _ => $"{span.Seconds} s",
    };
}
