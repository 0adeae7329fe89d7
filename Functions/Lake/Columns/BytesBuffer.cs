using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Bytes of any length, one value after the other, so that a value costs no object.</summary>
internal sealed class BytesBuffer : ColumnBuffer
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = [];

    /// <summary>Bytes of all values.</summary>
    public int Size { get; private set; }

    protected override bool AreValuesEqual
    {
        get
        {
            var (first, start) = (_ends[0], 0);
            foreach (var end in _ends)
            {
                if (!_bytes.AsSpan(start..end).SequenceEqual(_bytes.AsSpan(..first)))
                {
                    return false;
                }

                start = end;
            }

            return true;
        }
    }

    /// <summary>Room for a value of at most so many bytes, to be taken by <see cref="Take"/>.</summary>
    public Span<byte> Reserve(int most)
    {
        if (_bytes.Length - Size < most)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Size + most));
            _bytes.AsSpan(0, Size).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Size);
    }

    public void Take(int length)
    {
        Size += length;
        _ends.Add(Size);
        NoteValue();
    }

    /// <summary>A row's value; nothing when that is null.</summary>
    /// <param name="row">See <see cref="AddTo"/>.</param>
    /// <param name="value">Likewise.</param>
    public ReadOnlySpan<byte> Read(int row, ref int value)
    {
        if (IsNull(row))
        {
            return [];
        }

        var start = value == 0 ? 0 : _ends[value - 1];
        return _bytes.AsSpan(start, _ends[value++] - start);
    }

    public override void AddTo(ArrayBufferWriter<byte> to, int row, ref int value)
    {
        const int head = 1 + sizeof(int); // the length, too: or "ab" and "c" would be "a" and "bc"
        if (IsNull(row))
        {
            to.GetSpan(1)[0] = 0;
            to.Advance(1);
            return;
        }

        var read = Read(row, ref value);
        var bytes = to.GetSpan(head + read.Length);
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], read.Length);
        read.CopyTo(bytes[head..]);
        to.Advance(head + read.Length);
    }

    public override void Clear()
    {
        base.Clear();
        _ends.Clear();
        Size = 0;
    }

    public override void Write(ColumnWriter writer, bool isRequired)
    {
        var pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned);
        var values = ArrayPool<ByteArray>.Shared.Rent(_ends.Count);
        try
        {
            var start = 0;
            for (var i = 0; i < _ends.Count; i++)
            {
                values[i] = new ByteArray(pin.AddrOfPinnedObject() + start, _ends[i] - start);
                start = _ends[i];
            }

            ((ColumnWriter<ByteArray>)writer).WriteBatch(Count, Levels(isRequired), [], values.AsSpan(0, _ends.Count));
        }
        finally
        {
            ArrayPool<ByteArray>.Shared.Return(values);
            pin.Free();
        }
    }
}
