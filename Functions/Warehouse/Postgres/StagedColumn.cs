using System.Buffers;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using PhysicalType = Parquet.Meta.Type;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>One column of a clean file on its way into PostgreSQL: read a row group at a time, as the plain numbers and bytes that it holds.</summary>
internal abstract class StagedColumn
{
    public CopyFields Fields { get; } = new();

    /// <exception cref="InvalidDataException">A type that no column of a source's table has.</exception>
    public static StagedColumn Of(SchemaElement element) => (element.Type, element.LogicalType, element.ConvertedType) switch
    {
        (PhysicalType.BYTE_ARRAY, { STRING: not null }, _) or (PhysicalType.BYTE_ARRAY, null, ConvertedType.UTF8) =>
            new Values<ReadOnlyMemory<byte>>(element, typeof(byte[]), (fields, text) => fields.Add(text.Span)),
        (PhysicalType.BOOLEAN, _, _) => new Values<bool>(element, typeof(bool), (fields, value) => fields.Add(value)),
        (PhysicalType.INT32, null or { INTEGER: not null }, null or ConvertedType.INT_32) =>
            new Values<int>(element, typeof(int), (fields, value) => fields.Add(value)),
        (PhysicalType.INT64, { TIMESTAMP.Unit.MICROS: not null }, _) or (PhysicalType.INT64, null, ConvertedType.TIMESTAMP_MICROS) =>
            new Values<long>(element, typeof(long), (fields, value) => fields.AddInstant(value)),
        (PhysicalType.INT64, null or { INTEGER: not null }, null or ConvertedType.INT_64) =>
            new Values<long>(element, typeof(long), (fields, value) => fields.Add(value)),
        _ => throw new InvalidDataException($"Column {element.Name} is {element.Type}, expected a text, a whole number, a truth value or a time in microseconds."),
    };

    public abstract Task ReadAsync(ParquetRowGroupReader rowGroup, CancellationToken ct);

    private sealed class Values<T>(SchemaElement element, System.Type type, Action<CopyFields, T> add) : StagedColumn
        where T : struct
    {
        private readonly DataField _field =
            new ParquetSchema(new DataField(element.Name, type, isNullable: element.RepetitionType == FieldRepetitionType.OPTIONAL)).DataFields[0];

        public override async Task ReadAsync(ParquetRowGroupReader rowGroup, CancellationToken ct)
        {
            var rows = checked((int)rowGroup.RowCount);
            var (values, isThere) = (ArrayPool<T>.Shared.Rent(rows), ArrayPool<int>.Shared.Rent(rows));
            var levels = _field.IsNullable ? isThere.AsMemory(0, rows) : (Memory<int>?)null;
            await rowGroup.ReadRawAsync(_field, values.AsMemory(0, rows), levels, null, ct);
            Fields.Clear(rows);

            // Values stand one after the other without gaps; where a row has none, its level is 0.
            for (int row = 0, value = 0; row < rows; row++)
            {
                if (levels is not null && isThere[row] == 0)
                {
                    Fields.AddNull();
                }
                else
                {
                    add(Fields, values[value++]);
                }
            }

            ArrayPool<T>.Shared.Return(values, clearArray: true); // or each text is kept, and moved about by the garbage collector
            ArrayPool<int>.Shared.Return(isThere);
        }
    }
}
