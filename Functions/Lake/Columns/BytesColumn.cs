using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of bytes: its values stand one after the other in one buffer, so that a value costs no object.</summary>
internal class BytesColumn(string name, bool isRequired = false) : Column(name, isRequired)
{
    private List<int> _ends = [];
    private byte[] _bytes = [];
    private (List<int> Ends, byte[] Bytes) _closed = ([], []);

    public override PhysicalType PhysicalType => PhysicalType.ByteArray;

    /// <summary>Bytes held since the row group began: what decides when it is full.</summary>
    public int Size { get; private set; }

    /// <summary>The newest value; nothing when that is null.</summary>
    public ReadOnlySpan<byte> Newest
    {
        get
        {
            if (IsLastNull)
            {
                return [];
            }

            var start = _ends.Count > 1 ? _ends[^2] : 0;
            return _bytes.AsSpan(start, Size - start);
        }
    }

    /// <summary>Appends bytes as they are; none are a value too.</summary>
    public void AppendBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Take(value.Length);
    }

    public override void AddLastTo(ArrayBufferWriter<byte> row)
    {
        const int head = 1 + sizeof(int); // the length, too: or "ab" and "c" would be "a" and "bc"
        if (IsLastNull)
        {
            row.GetSpan(1)[0] = 0;
            row.Advance(1);
            return;
        }

        var value = Newest;
        var bytes = row.GetSpan(head + value.Length);
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value.Length);
        value.CopyTo(bytes[head..]);
        row.Advance(head + value.Length);
    }

    public override void Close()
    {
        base.Close();
        ((_ends, _bytes), _closed) = (_closed, (_ends, _bytes));
        _ends.Clear();
        Size = 0;
    }

    public override void Write(ColumnWriter writer)
    {
        var (ends, bytes) = _closed;
        var pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        var values = ArrayPool<ByteArray>.Shared.Rent(ends.Count);
        try
        {
            var start = 0;
            for (var i = 0; i < ends.Count; i++)
            {
                values[i] = new ByteArray(pin.AddrOfPinnedObject() + start, ends[i] - start);
                start = ends[i];
            }

            ((ColumnWriter<ByteArray>)writer).WriteBatch(ClosedCount, ClosedLevels, [], values.AsSpan(0, ends.Count));
        }
        finally
        {
            ArrayPool<ByteArray>.Shared.Return(values);
            pin.Free();
        }
    }

    /// <summary>Room for a value of at most so many bytes, to be taken by <see cref="Take"/>.</summary>
    protected Span<byte> Reserve(int most)
    {
        if (_bytes.Length - Size < most)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Size + most));
        }

        return _bytes.AsSpan(Size);
    }

    protected void Take(int length)
    {
        Size += length;
        _ends.Add(Size);
        NoteValue();
    }
}
