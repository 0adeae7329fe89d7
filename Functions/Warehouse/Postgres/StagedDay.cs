using System.Buffers.Binary;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The keys of the UTC days on which the rows' complaints were made, as <see cref="DateDimension.Key"/> has them.</summary>
/// <param name="openedAt">The instants as they are copied; null: no row has one.</param>
/// <param name="years">Those of the rows before.</param>
internal sealed class StagedDay(CopyFields? openedAt, HashSet<int> years)
{
    private const long MicrosecondsPerDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    private long _day = long.MinValue;
    private int _key;

    public CopyFields Fields { get; } = new();

    /// <param name="introduces">Marks rows before which none was of their year; those of the others are left.</param>
    public void Read(Span<bool> introduces)
    {
        Fields.Clear();
        openedAt?.Rewind();
        foreach (ref var mark in introduces)
        {
            openedAt?.MoveNext();
            mark |= Add(openedAt is null ? [] : openedAt.Value);
        }
    }

    private bool Add(ReadOnlySpan<byte> instant)
    {
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
