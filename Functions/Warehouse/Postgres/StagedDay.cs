using System.Buffers.Binary;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The key of the UTC day on which a row's complaint was made, as <see cref="DateDimension.Key"/> has it.</summary>
/// <param name="openedAt">Gives the instant of the current row as it is copied.</param>
/// <param name="years">Those of the rows before.</param>
internal sealed class StagedDay(RowText openedAt, HashSet<int> years)
{
    private const long MicrosecondsPerDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    private long _day = long.MinValue;
    private int _key;

    public CopyFields Fields { get; } = new();

    /// <summary>Adds the key of the current row.</summary>
    /// <returns>Whether no row before was of that year.</returns>
    public bool AddNext()
    {
        var instant = openedAt();
        if (instant.IsEmpty)
        {
            Fields.AddNull();
            return false;
        }

        var microseconds = BinaryPrimitives.ReadInt64BigEndian(instant);
        var day = (microseconds - (((microseconds % MicrosecondsPerDay) + MicrosecondsPerDay) % MicrosecondsPerDay)) / MicrosecondsPerDay;
        if (day != _day)
        {
            var date = CopyFields.Epoch.AddDays(day);
            (_day, _key) = (day, (((date.Year * 100) + date.Month) * 100) + date.Day);
        }

        Fields.Add(_key);
        return years.Add(_key / 10_000);
    }
}
