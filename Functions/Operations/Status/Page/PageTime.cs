using System.Globalization;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>Times as people say them, with the exact one at hand.</summary>
internal static class PageTime
{
    private static readonly (TimeSpan Unit, string Name)[] Units =
        [(TimeSpan.FromDays(1), "day"), (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromMinutes(1), "minute"), (TimeSpan.FromSeconds(1), "second")];

    /// <summary>As in <c>4 minutes ago</c>; "never" for no time.</summary>
    public static Html Ago(DateTimeOffset? at, DateTimeOffset now)
        => at is { } time ? Element(time, now - time < TimeSpan.FromSeconds(1) ? "now" : $"{InWords(now - time)} ago") : Html.Of($"never");

    /// <summary>As in <c>for 4 minutes</c>.</summary>
    public static Html For(DateTimeOffset since, DateTimeOffset now) => Element(since, $"for {InWords(now - since)}");

    /// <summary>As in <c>24 Nov 2026, 15:04:09 UTC</c>.</summary>
    public static Html Exact(DateTimeOffset at) => Element(at, Text(at));

    /// <summary>The largest unit of which there are two, or one alone: 90 minutes, 26 hours, 1 day.</summary>
    public static string InWords(TimeSpan time)
    {
        var (unit, name) = Units.FirstOrDefault(unit => time >= unit.Unit * 2 || time == unit.Unit, Units[^1]);
        var count = Math.Max(0, (long)(time / unit));
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}{(count == 1 ? "" : "s")}");
    }

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static Html Element(DateTimeOffset at, string text) => Html.Of($"<time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{Text(at)}\">{text}</time>");
}
