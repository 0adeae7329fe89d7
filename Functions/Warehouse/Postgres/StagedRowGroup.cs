using System.Buffers.Binary;
using System.IO.Pipelines;
using Parquet;
using Parquet.Meta;
using Encoding = System.Text.Encoding;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>A row group of a clean file in memory, and its rows with their keys in PostgreSQL's binary COPY format.</summary>
internal sealed class StagedRowGroup
{
    private const int ChunkSize = 256 * 1024;

    private readonly List<StagedColumn> _columns;
    private readonly List<StagedKey> _keys;
    private readonly CopyFields[] _fields;
    private int _rows;
    private int _row;

    /// <param name="source">Source that the file belongs to.</param>
    /// <param name="columns">The columns to take, in the order of the table.</param>
    /// <param name="keys">Keys to compute, and what hashes each.</param>
    /// <exception cref="InvalidDataException">A column is of a type that does not fit.</exception>
    public StagedRowGroup(string source, IReadOnlyList<SchemaElement> columns, IEnumerable<(RowKey Key, KeyMemory Memory)> keys)
    {
        var words = Encoding.UTF8.GetBytes(source);
        _columns = [.. columns.Select(StagedColumn.Of)];
        _keys = [.. keys.Select(key => new StagedKey(key.Key.Text, TextOf, key.Memory))];
        _fields = [.. _columns.Select(column => column.Fields), .. _keys.Select(key => key.Fields)];

        RowText TextOf(string name)
        {
            if (name == "this_load.source")
            {
                return () => words;
            }

            var fields = columns.Zip(_columns).FirstOrDefault(column => column.First.Name == name).Second?.Fields;
            return fields is null ? () => [] : () => fields.Value(_row); // a file that an older app cleaned lacks newer columns
        }
    }

    public async Task ReadAsync(ParquetRowGroupReader rowGroup, CancellationToken ct)
    {
        _rows = checked((int)rowGroup.RowCount);
        foreach (var column in _columns)
        {
            await column.ReadAsync(rowGroup, ct);
        }
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        _keys.ForEach(key => key.Fields.Clear(_rows));
        for (_row = 0; _row < _rows; _row++)
        {
            _keys.ForEach(key => key.AddNext());
            WriteRow(pipe);
            if (pipe.UnflushedBytes > ChunkSize)
            {
                await pipe.FlushAsync(ct);
            }
        }
    }

    private void WriteRow(PipeWriter pipe)
    {
        var length = sizeof(short);
        foreach (var fields in _fields)
        {
            length += fields.Field(_row).Length;
        }

        var row = pipe.GetSpan(length);
        BinaryPrimitives.WriteInt16BigEndian(row, (short)_fields.Length);
        var rest = row[sizeof(short)..];
        foreach (var fields in _fields)
        {
            var field = fields.Field(_row);
            field.CopyTo(rest);
            rest = rest[field.Length..];
        }

        pipe.Advance(length);
    }
}
