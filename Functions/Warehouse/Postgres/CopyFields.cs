using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// A column's values in some rows as PostgreSQL's binary COPY takes them (https://www.postgresql.org/docs/current/sql-copy.html),
/// one behind the other in one buffer: no value is an object. They are read in the order in which they were added.
/// </summary>
internal sealed class CopyFields
{
    /// <summary>Room to be left behind what <see cref="CopyTo"/> writes.</summary>
    public const int Slack = 16;

    private const int None = -1;

    /// <summary>From when instants count.</summary>
    public static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly long EpochMicroseconds = Epoch.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private byte[] _bytes = new byte[Slack];
    private int _length;
    private int _start;
    private int _end;

    /// <summary>The current value, without its length; empty for none.</summary>
    public ReadOnlySpan<byte> Value => _bytes.AsSpan((_start + sizeof(int)).._end);

    /// <summary>How many bytes the current value takes, its length included.</summary>
    public int Size => _end - _start;

    public void Clear() => (_length, _start, _end) = (0, 0, 0);

    /// <summary>Goes back to before the first value.</summary>
    public void Rewind() => (_start, _end) = (0, 0);

    /// <summary>Goes on to the next of the values that were added.</summary>
    public void MoveNext()
    {
        _start = _end;
        _end = _start + sizeof(int) + Math.Max(BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_start)), 0);
    }

    /// <summary>Copies the current value and its length to where a row begins; behind them <see cref="Slack"/> bytes may be written over.</summary>
    /// <returns>What is left of the row.</returns>
    public Span<byte> CopyTo(Span<byte> row)
    {
        // Nearly all values are short: to copy sixteen bytes takes less than to ask how many they are.
        if (Size <= Slack)
        {
            Vector128.Create(_bytes.AsSpan(_start, Slack)).CopyTo(row);
        }
        else
        {
            _bytes.AsSpan(_start.._end).CopyTo(row);
        }

        return row[Size..];
    }

    public void AddNull() => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), None);

    public void Add(bool value) => AddBytes(sizeof(bool))[0] = value ? (byte)1 : (byte)0;

    public void Add(int value) => BinaryPrimitives.WriteInt32BigEndian(AddBytes(sizeof(int)), value);

    public void Add(long value) => BinaryPrimitives.WriteInt64BigEndian(AddBytes(sizeof(long)), value);

    /// <summary>Adds a point in time.</summary>
    /// <param name="microseconds">Since 1970, UTC.</param>
    public void AddInstant(long microseconds) => Add(microseconds - EpochMicroseconds);

    public void Add(ReadOnlySpan<byte> value) => value.CopyTo(AddBytes(value.Length));

    /// <summary>Adds a value of so many bytes, to be written by whoever asks.</summary>
    public Span<byte> AddBytes(int length)
    {
        var field = Take(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        return field[sizeof(int)..];
    }

    private Span<byte> Take(int length)
    {
        if (_bytes.Length - _length < length + Slack)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length + Slack));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
