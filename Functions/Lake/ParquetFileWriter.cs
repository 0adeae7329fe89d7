using System.IO.Compression;
using Beejan.Functions.Lake.Columns;
using Parquet;

namespace Beejan.Functions.Lake;

/// <summary>Writes one Parquet file, row group by row group: the same rows and metadata give the same bytes.</summary>
internal sealed class ParquetFileWriter : IAsyncDisposable
{
    private readonly TempFile _file;
    private readonly ParquetWriter _writer;
    private readonly IReadOnlyList<Column> _columns;
    private bool _isComplete;

    private ParquetFileWriter(TempFile file, ParquetWriter writer, IReadOnlyList<Column> columns)
    {
        _file = file;
        _writer = writer;
        _columns = columns;
    }

    /// <summary>Rows that stand in the file: counted here, so that whoever fills it and loses one is found out.</summary>
    public long Rows { get; private set; }

    public static async Task<ParquetFileWriter> CreateAsync(ColumnSet columns, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        // zstd's default here is the smallest size, ten times slower.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        var file = TempFile.Create(".parquet");
        var writer = await ParquetWriter.CreateAsync(columns.Schema, file.Stream, options, cancellationToken: cancellationToken);
        ParquetFooter.Declare(writer, columns.Columns);
        writer.CustomMetadata = metadata;
        return new ParquetFileWriter(file, writer, columns.Columns);
    }

    public async Task WriteRowGroupAsync(ColumnSet columns, CancellationToken cancellationToken)
    {
        if (columns.Rows == 0)
        {
            return;
        }

        using var rowGroup = _writer.CreateRowGroup();
        foreach (var column in columns.Columns)
        {
            await column.WriteAsync(rowGroup, cancellationToken);
        }

        Rows += columns.Columns[0].Count;
        columns.Clear();
    }

    /// <summary>Writes the footer.</summary>
    public async Task<TempFile> CompleteAsync()
    {
        ParquetFooter.LeaveOutStatistics(_writer, _columns);
        await _writer.DisposeAsync();
        _isComplete = true;
        return _file;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
        {
            await _writer.DisposeAsync();
        }

        await _file.DisposeAsync();
    }
}
