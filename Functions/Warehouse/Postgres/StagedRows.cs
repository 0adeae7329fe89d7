using System.Buffers;
using System.IO.Pipelines;
using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The rows of a clean file, with their keys, in PostgreSQL's binary COPY format: a row group is read while the one before it is written.</summary>
internal sealed class StagedRows
{
    // Signature, no flags, no extension.
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xff, 0xff];

    private readonly ParquetFileReader _reader;
    private readonly StagedRowGroup[] _two;

    /// <param name="file">The file that the reader reads.</param>
    /// <param name="columns">Names to take, in the file as in the table.</param>
    /// <param name="seen">Remembers the rows; null: they are copied without keys.</param>
    /// <exception cref="InvalidDataException">The file has a column in a type that does not fit.</exception>
    public StagedRows(CleanFile file, ParquetFileReader reader, IReadOnlyList<string> columns, SeenRows? seen)
    {
        _reader = reader;
        var schema = reader.FileMetaData.Schema;
        _two = [new(file.Source, schema, columns, seen), new(file.Source, schema, columns, seen)];
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        pipe.Write(Header);
        var writing = Task.CompletedTask;
        try
        {
            for (var i = 0; i < _reader.FileMetaData.NumRowGroups; i++)
            {
                var rows = _two[i % _two.Length];
                using var rowGroup = _reader.RowGroup(i);
                rows.Read(rowGroup);
                await writing;
                writing = Task.Run(() => rows.WriteAsync(pipe, ct), ct);
            }
        }
        finally
        {
            await writing; // or it would go on with what is being disposed of
        }

        pipe.Write(End);
        await pipe.FlushAsync(ct);
    }
}
