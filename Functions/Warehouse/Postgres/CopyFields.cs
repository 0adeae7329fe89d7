using System.Buffers.Binary;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// A column's values in a row group as PostgreSQL's binary COPY takes them (https://www.postgresql.org/docs/current/sql-copy.html),
/// one behind the other in one buffer: no value is an object.
/// </summary>
internal sealed class CopyFields
{
    private const int None = -1;

    /// <summary>From when instants count.</summary>
    public static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly long EpochMicroseconds = Epoch.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private byte[] _bytes = [];
    private int[] _ends = [];
    private int _rows;
    private int _length;

    public void Clear(int rows)
    {
        (_rows, _length) = (0, 0);
        if (_ends.Length < rows)
        {
            _ends = new int[rows];
        }
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

    /// <summary>A row's value with its length.</summary>
    public ReadOnlySpan<byte> Field(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        return _bytes.AsSpan(start, _ends[row] - start);
    }

    /// <summary>A row's value; empty for none.</summary>
    public ReadOnlySpan<byte> Value(int row) => Field(row)[sizeof(int)..];

    private Span<byte> Take(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        _length += length;
        _ends[_rows++] = _length;
        return _bytes.AsSpan(_length - length, length);
    }
}
