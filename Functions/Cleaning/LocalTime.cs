using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Beejan.Functions.Cleaning;

/// <summary>
/// Times written without an offset: the source's declared formats and zone decide, never a guess per row. Zones are
/// NodaTime's own (IANA), so that the same bytes are read the same on every machine.
/// </summary>
internal sealed class LocalTime(string timeZone)
{
    // Nobody complained by telephone before there was one; and readers that count nanoseconds in 64 bits end in 2262.
    private static readonly DateTime Earliest = new(1880, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // As far from both ends of an offset's time as no change of clocks reaches: what it shows there is certain.
    private static readonly Duration Margin = Duration.FromDays(2);

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

    // Times come in the order of the calendar, more or less: most have the offset of the one before.
    private Stretch _latest = new(DateTime.MaxValue, DateTime.MinValue, TimeSpan.Zero);

    /// <summary>Reads a date, a time or both by .NET's custom formats in invariant culture, tried in order.</summary>
    public static bool TryReadExact(ReadOnlySpan<char> text, IReadOnlyList<string> formats, out DateTime local)
    {
        text = text.Trim();
        foreach (var format in formats)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out local))
            {
                return true;
            }
        }

        local = default;
        return false;
    }

    public static bool IsPlausible(DateTime time) => time >= Earliest && time < Latest;

    public static bool IsZone(string timeZone) => DateTimeZoneProviders.Tzdb.Ids.Contains(timeZone);

    /// <summary>The instant at which the zone's clock showed <paramref name="local"/>; null when there is none.</summary>
    public TimeReading ToUtc(DateTime local, out DateTime? utc)
    {
        utc = null;
        if (!IsPlausible(local))
        {
            return TimeReading.Implausible;
        }

        var latest = _latest;
        if (local >= latest.From && local < latest.To)
        {
            utc = DateTime.SpecifyKind(local - latest.Offset, DateTimeKind.Utc);
            return TimeReading.Read;
        }

        var mapping = _zone.MapLocal(LocalDateTime.FromDateTime(local));
        if (mapping.Count == 0)
        {
            return TimeReading.Nonexistent;
        }

        _latest = Stretch.Of(mapping.EarlyInterval);
        utc = mapping.First().ToDateTimeUtc();
        return mapping.Count == 2 ? TimeReading.Ambiguous : TimeReading.Read;
    }

    /// <summary>The instant of a local time that can't be done without: one that the clock never showed is as long after the gap's start as it says.</summary>
    public DateTime ToUtcOverGaps(DateTime local) => _zone.AtLeniently(LocalDateTime.FromDateTime(local)).ToDateTimeUtc();

    /// <summary>What the zone's clock shows at an instant.</summary>
    public DateTime ToLocal(DateTime utc) => Instant.FromDateTimeUtc(utc).InZone(_zone).ToDateTimeUnspecified();

    /// <summary>The least that the zone's clock shows between two instants: less than at the first, when it is set back in between.</summary>
    public DateTime LeastBetween(DateTime fromUtc, DateTime toUtc)
    {
        var least = ToLocal(fromUtc);
        foreach (var interval in _zone.GetZoneIntervals(Instant.FromDateTimeUtc(fromUtc), Instant.FromDateTimeUtc(toUtc)).Skip(1))
        {
            var atStart = interval.IsoLocalStart.ToDateTimeUnspecified();
            least = atStart < least ? atStart : least;
        }

        return least;
    }

    /// <summary>A time in which the clock has one offset, as the clock shows it.</summary>
    private sealed record Stretch(DateTime From, DateTime To, TimeSpan Offset)
    {
        public static Stretch Of(ZoneInterval interval)
        {
            var start = interval.HasStart ? interval.Start + Margin : Instant.FromDateTimeUtc(Earliest);
            var end = interval.HasEnd ? interval.End - Margin : Instant.FromDateTimeUtc(Latest);
            return new Stretch(start.WithOffset(interval.WallOffset).LocalDateTime.ToDateTimeUnspecified(), end.WithOffset(interval.WallOffset).LocalDateTime.ToDateTimeUnspecified(), interval.WallOffset.ToTimeSpan());
        }
    }
}
