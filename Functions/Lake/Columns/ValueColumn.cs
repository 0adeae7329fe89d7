using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of fixed-size values (<see cref="int"/>, <see cref="long"/>, <see cref="bool"/> and the like).</summary>
internal class ValueColumn<T>(string name, bool isRequired = false) : Column(name, isRequired)
    where T : unmanaged
{
    private List<T> _values = [];
    private List<T> _closed = [];

    public override PhysicalType PhysicalType => default(T) switch
    {
        bool => PhysicalType.Boolean,
        int => PhysicalType.Int32,
        long => PhysicalType.Int64,
        float => PhysicalType.Float,
        double => PhysicalType.Double,
        _ => throw new NotSupportedException($"Parquet has no {typeof(T)}."),
    };

    public void Append(T value)
    {
        _values.Add(value);
        NoteValue();
    }

    public void Append(T? value)
    {
        if (value is { } known)
        {
            Append(known);
        }
        else
        {
            AppendNull();
        }
    }

    public override void AddLastTo(ArrayBufferWriter<byte> row)
    {
        var bytes = row.GetSpan(1 + Unsafe.SizeOf<T>());
        var isNull = IsLastNull;
        bytes[0] = isNull ? (byte)0 : (byte)1;
        if (!isNull)
        {
            MemoryMarshal.Write(bytes[1..], _values[^1]);
        }

        row.Advance(isNull ? 1 : 1 + Unsafe.SizeOf<T>());
    }

    public override void Close()
    {
        base.Close();
        (_values, _closed) = (_closed, _values);
        _values.Clear();
    }

    public override void Write(ColumnWriter writer) => ((ColumnWriter<T>)writer).WriteBatch(ClosedCount, ClosedLevels, [], CollectionsMarshal.AsSpan(_closed));
}
