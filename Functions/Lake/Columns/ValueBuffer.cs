using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Values of a fixed size.</summary>
internal sealed class ValueBuffer<T> : ColumnBuffer
    where T : unmanaged
{
    private readonly List<T> _values = [];

    protected override bool AreValuesEqual => _values.TrueForAll(value => EqualityComparer<T>.Default.Equals(value, _values[0]));

    public void Append(T value)
    {
        _values.Add(value);
        NoteValue();
    }

    public override void AddTo(ArrayBufferWriter<byte> to, int row, ref int value)
    {
        var bytes = to.GetSpan(1 + Unsafe.SizeOf<T>());
        var isNull = IsNull(row);
        bytes[0] = isNull ? (byte)0 : (byte)1;
        if (!isNull)
        {
            MemoryMarshal.Write(bytes[1..], _values[value++]);
        }

        to.Advance(isNull ? 1 : 1 + Unsafe.SizeOf<T>());
    }

    public override void Clear()
    {
        base.Clear();
        _values.Clear();
    }

    public override void Write(ColumnWriter writer, bool isRequired)
        => ((ColumnWriter<T>)writer).WriteBatch(Count, Levels(isRequired), [], CollectionsMarshal.AsSpan(_values));
}
