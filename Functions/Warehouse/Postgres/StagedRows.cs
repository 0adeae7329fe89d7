using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Parquet;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The rows of a clean file, with their keys, in PostgreSQL's binary COPY format: one row group in memory at a time.</summary>
internal sealed class StagedRows
{
    private const int ChunkSize = 256 * 1024;

    // Signature, no flags, no extension.
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xff, 0xff];

    private readonly ParquetReader _reader;
    private readonly List<StagedColumn> _columns;
    private readonly List<StagedKey> _keys;
    private readonly CopyFields[] _fields;
    private int _row;

    /// <param name="file">The file that the reader reads.</param>
    /// <param name="columns">Names to take, in the file as in the table.</param>
    /// <param name="keys">Keys to compute.</param>
    /// <exception cref="InvalidDataException">The file has a column in a type that does not fit.</exception>
    public StagedRows(CleanFile file, ParquetReader reader, IReadOnlyList<string> columns, IEnumerable<KeyPart> keys)
    {
        var elements = reader.Metadata!.Schema.Skip(1).ToDictionary(element => element.Name);
        var source = Encoding.UTF8.GetBytes(file.Source);
        _reader = reader;
        _columns = [.. columns.Select(name => StagedColumn.Of(elements[name]))];
        _keys = [.. keys.Select(key => new StagedKey(key, TextOf))];
        _fields = [.. _columns.Select(column => column.Fields), .. _keys.Select(key => key.Fields)];

        RowText TextOf(string name)
        {
            if (name == "this_load.source")
            {
                return () => source;
            }

            var fields = columns.Zip(_columns).FirstOrDefault(column => column.First == name).Second?.Fields;
            return fields is null ? () => [] : () => fields.Value(_row); // a file that an older app cleaned lacks newer columns
        }
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        pipe.Write(Header);
        for (var i = 0; i < _reader.RowGroupCount; i++)
        {
            using var rowGroup = _reader.OpenRowGroupReader(i);
            var rows = checked((int)rowGroup.RowCount);
            foreach (var column in _columns)
            {
                await column.ReadAsync(rowGroup, ct);
            }

            _keys.ForEach(key => key.Fields.Clear(rows));
            for (_row = 0; _row < rows; _row++)
            {
                _keys.ForEach(key => key.AddNext());
                WriteRow(pipe);
                if (pipe.UnflushedBytes > ChunkSize)
                {
                    await pipe.FlushAsync(ct);
                }
            }
        }

        pipe.Write(End);
        await pipe.FlushAsync(ct);
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
