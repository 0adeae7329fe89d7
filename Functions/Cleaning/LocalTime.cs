using System.Globalization;
using NodaTime;

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

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

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

        var mapping = _zone.MapLocal(LocalDateTime.FromDateTime(local));
        if (mapping.Count == 0)
        {
            return TimeReading.Nonexistent;
        }

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
}
