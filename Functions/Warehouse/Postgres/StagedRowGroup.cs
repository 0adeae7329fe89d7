using System.Buffers.Binary;
using System.IO.Pipelines;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>A row group of a clean file in memory, and its rows with their keys and marks in PostgreSQL's binary COPY format.</summary>
internal sealed class StagedRowGroup
{
    private const int ChunkSize = 256 * 1024;

    private readonly (int Place, StagedColumn Column)[] _columns;
    private readonly StagedMarks? _marks;
    private readonly CopyFields[] _fields;
    private int _rows;

    /// <param name="source">Source that the file belongs to.</param>
    /// <param name="schema">The columns of the file.</param>
    /// <param name="names">Those to take, in the order of the table.</param>
    /// <param name="seen">What the rows of the file have to be told apart by; null: their columns only.</param>
    /// <exception cref="InvalidDataException">A column is of a type that does not fit.</exception>
    public StagedRowGroup(string source, SchemaDescriptor schema, IReadOnlyList<string> names, SeenRows? seen)
    {
        var words = Encoding.UTF8.GetBytes(source);
        var places = Enumerable.Range(0, schema.NumColumns).ToDictionary(place => schema.Column(place).Name);
        _columns = [.. names.Select(name => (places[name], StagedColumn.Of(schema.Column(places[name]))))];
        _marks = seen is null ? null : new StagedMarks(seen, TextOf);
        _fields = [.. _columns.Select(column => column.Column.Fields), .. _marks?.Fields ?? []];

        RowText TextOf(string name)
        {
            if (name == "this_load.source")
            {
                return () => words;
            }

            var fields = names.Zip(_columns).FirstOrDefault(column => column.First == name).Second.Column?.Fields;
            return fields is null ? () => [] : () => fields.Value; // a file that an older app cleaned lacks newer columns
        }
    }

    public void Read(RowGroupReader rowGroup)
    {
        _rows = checked((int)rowGroup.MetaData.NumRows);
        foreach (var (place, column) in _columns)
        {
            using var reader = rowGroup.Column(place);
            column.Read(reader);
        }
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        for (var row = 0; row < _rows; row++)
        {
            foreach (var (_, column) in _columns)
            {
                column.Fields.MoveNext();
            }

            _marks?.MoveNext();
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
            length += fields.Size;
        }

        var row = pipe.GetSpan(length + CopyFields.Slack);
        BinaryPrimitives.WriteInt16BigEndian(row, (short)_fields.Length);
        var rest = row[sizeof(short)..];
        foreach (var fields in _fields)
        {
            rest = fields.CopyTo(rest);
        }

        pipe.Advance(length);
    }
}
