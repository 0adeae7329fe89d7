using System.Buffers;
using System.IO.Pipelines;
using Parquet;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The rows of a clean file, with their keys, in PostgreSQL's binary COPY format: a row group is read while the one before it is written.</summary>
internal sealed class StagedRows : IDisposable
{
    private const int Remembered = 1 << 18; // 8 MiB

    // Signature, no flags, no extension.
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xff, 0xff];

    private readonly ParquetReader _reader;
    private readonly StagedRowGroup[] _two;
    private readonly KeyMemory _memory = new(Remembered);
    private readonly KeyMemory _none = new(1);

    /// <param name="file">The file that the reader reads.</param>
    /// <param name="columns">Names to take, in the file as in the table.</param>
    /// <param name="keys">Keys to compute.</param>
    /// <exception cref="InvalidDataException">The file has a column in a type that does not fit.</exception>
    public StagedRows(CleanFile file, ParquetReader reader, IReadOnlyList<string> columns, IReadOnlyList<RowKey> keys)
    {
        var held = reader.Metadata!.Schema.Skip(1).ToDictionary(element => element.Name);
        var elements = columns.Select(name => held[name]).ToList();
        _reader = reader;
        var hashed = keys.Select(key => (key, key.IsUnique ? _none : _memory)).ToList();
        _two = [new(file.Source, elements, hashed), new(file.Source, elements, hashed)];
    }

    public void Dispose()
    {
        _memory.Dispose();
        _none.Dispose();
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        pipe.Write(Header);
        var writing = Task.CompletedTask;
        try
        {
            for (var i = 0; i < _reader.RowGroupCount; i++)
            {
                var rows = _two[i % _two.Length];
                using var rowGroup = _reader.OpenRowGroupReader(i);
                await rows.ReadAsync(rowGroup, ct);
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
