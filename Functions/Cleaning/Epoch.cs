namespace Beejan.Functions.Cleaning;

/// <summary>Times counted from 1970.</summary>
internal static class Epoch
{
    // From here on a count of seconds would be past the year 2200: it is milliseconds.
    private const long FirstMilliseconds = 10_000_000_000;

    /// <summary>Seconds, or milliseconds where seconds would be absurd (Meta sends both); null for what no complaint can come from.</summary>
    public static DateTime? ToUtc(long count)
    {
        var milliseconds = count is > -FirstMilliseconds and < FirstMilliseconds ? count * 1000 : count;
        if (milliseconds is < -62_135_596_800_000 or > 253_402_300_799_999)
        {
            return null;
        }

        var utc = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
        return LocalTime.IsPlausible(utc) ? utc : null;
    }
}
