using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>One column of a clean file on its way into PostgreSQL, read as the plain numbers and bytes that it holds.</summary>
internal abstract class StagedColumn
{
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

    /// <param name="reader">Of this column in a row group, to be read from its beginning.</param>
    public abstract void Begin(ColumnReader reader);

    /// <summary>Reads the next rows of the row group, <see cref="StagedFile.MostRows"/> at most.</summary>
    /// <exception cref="InvalidDataException">It has fewer values than rows.</exception>
    public abstract void Read(int rows, CopyFields fields);

    /// <summary>Lets go of the row group.</summary>
    public abstract void End();

    // It lies in the reader's memory until the next batch is read.
    private static ReadOnlySpan<byte> Bytes(ByteArray text) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), text.Pointer), text.Length);

    private sealed class Values<T>(ColumnDescriptor column, Action<CopyFields, T> add) : StagedColumn
        where T : unmanaged
    {
        private readonly bool _isNullable = column.MaxDefinitionLevel > 0;
        private readonly T[] _values = new T[StagedFile.MostRows];
        private readonly short[] _isThere = new short[StagedFile.MostRows];
        private ColumnReader<T>? _reader;

        public override void Begin(ColumnReader reader) => _reader = (ColumnReader<T>)reader;

        public override void End()
        {
            _reader?.Dispose();
            _reader = null;
        }

        public override void Read(int rows, CopyFields fields)
        {
            fields.Clear();
            while (rows > 0)
            {
                var read = (int)_reader!.ReadBatch(rows, _isNullable ? _isThere : [], [], _values, out _); // a page at most
                if (read == 0)
                {
                    throw new InvalidDataException($"Column {column.Name} ends {rows} rows before its row group does.");
                }

                rows -= read;

                // Values stand one after the other without gaps; where a row has none, its level is 0.
                for (int row = 0, value = 0; row < read; row++)
                {
                    if (_isNullable && _isThere[row] == 0)
                    {
                        fields.AddNull();
                    }
                    else
                    {
                        add(fields, _values[value++]);
                    }
                }
            }
        }
    }
}
