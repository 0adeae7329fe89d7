using Npgsql;
using NpgsqlTypes;
using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>One column of a clean file on its way into PostgreSQL: read a row group at a time, written value by value.</summary>
internal abstract class StagedColumn
{
    public static StagedColumn Of(DataField field) => field.ClrType switch
    {
        var type when type == typeof(ReadOnlyMemory<char>) => new Values<ReadOnlyMemory<char>>(field, NpgsqlDbType.Text),
        var type when type == typeof(int) => new Values<int>(field, NpgsqlDbType.Integer),
        var type when type == typeof(long) => new Values<long>(field, NpgsqlDbType.Bigint),
        var type when type == typeof(bool) => new Values<bool>(field, NpgsqlDbType.Boolean),
        var type when type == typeof(DateTime) => new Instants(field),
        var other => throw new InvalidDataException($"Column {field.Name} is {other.Name}, expected a text, a whole number, a truth value or a time."),
    };

    public abstract ValueTask ReadAsync(ParquetRowGroupReader rowGroup, CancellationToken ct);

    public abstract void WriteNext(NpgsqlBinaryImporter import);

    private class Values<T>(DataField field, NpgsqlDbType type) : StagedColumn
        where T : struct
    {
        private T[] _values = [];
        private int[] _isThere = [];
        private int _row;
        private int _value;

        public override ValueTask ReadAsync(ParquetRowGroupReader rowGroup, CancellationToken ct)
        {
            var rows = checked((int)rowGroup.RowCount);
            if (_values.Length < rows)
            {
                (_values, _isThere) = (new T[rows], field.IsNullable ? new int[rows] : []);
            }

            (_row, _value) = (0, 0);

            // Values stand one after the other without gaps; where a row has none, its level is 0.
            return rowGroup.ReadRawAsync(field, _values.AsMemory(0, rows), field.IsNullable ? _isThere.AsMemory(0, rows) : (Memory<int>?)null, null, ct);
        }

        public override void WriteNext(NpgsqlBinaryImporter import)
        {
            if (field.IsNullable && _isThere[_row++] == 0)
            {
                import.WriteNull();
            }
            else
            {
                import.Write(Convert(_values[_value++]), type);
            }
        }

        protected virtual T Convert(T value) => value;
    }

    // A time without a zone comes out as one of this machine's, with its digits left alone: all of ours are UTC.
    private sealed class Instants(DataField field) : Values<DateTime>(field, NpgsqlDbType.TimestampTz)
    {
        protected override DateTime Convert(DateTime value) => DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }
}
