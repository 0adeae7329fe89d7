using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>One column of a clean file on its way into PostgreSQL: read a row group at a time, as the plain numbers and bytes that it holds.</summary>
internal abstract class StagedColumn
{
    // What a batch holds stays in a processor's nearest memory.
    private const int BatchSize = 1024;

    public CopyFields Fields { get; } = new();

    /// <exception cref="InvalidDataException">A type that no column of a source's table has.</exception>
    public static StagedColumn Of(ColumnDescriptor column)
    {
        using var logical = column.LogicalType;
        return (column.PhysicalType, logical) switch
        {
            (PhysicalType.ByteArray, StringLogicalType) => new Values<ByteArray>(column, static (fields, text) => fields.Add(Bytes(text))),
            (PhysicalType.Boolean, _) => new Values<bool>(column, static (fields, value) => fields.Add(value)),
            (PhysicalType.Int32, NoneLogicalType or IntLogicalType) => new Values<int>(column, static (fields, value) => fields.Add(value)),
            (PhysicalType.Int64, TimestampLogicalType { TimeUnit: TimeUnit.Micros }) => new Values<long>(column, static (fields, value) => fields.AddInstant(value)),
            (PhysicalType.Int64, NoneLogicalType or IntLogicalType) => new Values<long>(column, static (fields, value) => fields.Add(value)),
            _ => throw new InvalidDataException(
                $"Column {column.Name} is {column.PhysicalType} {logical}, expected a text, a whole number, a truth value or a time in microseconds."),
        };
    }

    /// <param name="reader">Of this column in the row group.</param>
    public abstract void Read(ColumnReader reader);

    // It lies in the reader's memory until the next batch is read.
    private static ReadOnlySpan<byte> Bytes(ByteArray text) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), text.Pointer), text.Length);

    private sealed class Values<T>(ColumnDescriptor column, Action<CopyFields, T> add) : StagedColumn
        where T : unmanaged
    {
        private readonly bool _isNullable = column.MaxDefinitionLevel > 0;
        private readonly T[] _values = new T[BatchSize];
        private readonly short[] _isThere = new short[BatchSize];

        public override void Read(ColumnReader reader)
        {
            Fields.Clear();
            var batches = (ColumnReader<T>)reader;
            while (batches.HasNext)
            {
                var read = (int)batches.ReadBatch(BatchSize, _isNullable ? _isThere : [], [], _values, out _);

                // Values stand one after the other without gaps; where a row has none, its level is 0.
                for (int row = 0, value = 0; row < read; row++)
                {
                    if (_isNullable && _isThere[row] == 0)
                    {
                        Fields.AddNull();
                    }
                    else
                    {
                        add(Fields, _values[value++]);
                    }
                }
            }
        }
    }
}
