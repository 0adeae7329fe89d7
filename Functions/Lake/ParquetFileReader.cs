using Beejan.Functions.Lake.Columns;
using Parquet;

namespace Beejan.Functions.Lake;

/// <summary>
/// Reads a Parquet file that <see cref="ParquetFileWriter"/> wrote, one row group in memory at a time. Whatever is wrong
/// with the bytes, Parquet.Net throws any of a dozen exceptions: all of them are an <see cref="InvalidDataException"/> here.
/// </summary>
internal sealed class ParquetFileReader : IAsyncDisposable
{
    private readonly ParquetReader _reader;
    private int _rowGroup;

    private ParquetFileReader(ParquetReader reader, IReadOnlyList<StoredColumn> columns)
    {
        _reader = reader;
        Columns = columns;
    }

    public IReadOnlyList<StoredColumn> Columns { get; }

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _reader.CustomMetadata;

    /// <summary>Rows in the whole file.</summary>
    public long Rows => _reader.Metadata!.NumRows;

    // What such a file ends with, in place of PAR1 (https://parquet.apache.org/docs/file-format/data-pages/encryption/).
    private static ReadOnlySpan<byte> EncryptedFooter => "PARE"u8;

    /// <exception cref="InvalidDataException">The bytes are no such file.</exception>
    public static Task<ParquetFileReader> OpenAsync(Stream bytes, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var end = new byte[EncryptedFooter.Length];
        bytes.Seek(-Math.Min(end.Length, bytes.Length), SeekOrigin.End);
        await bytes.ReadAtLeastAsync(end, end.Length, throwOnEndOfStream: false, cancellationToken);
        if (EncryptedFooter.SequenceEqual(end))
        {
            throw new InvalidDataException("a Parquet file whose footer is encrypted");
        }

        bytes.Seek(0, SeekOrigin.Begin);
        var reader = await ParquetReader.CreateAsync(bytes, leaveStreamOpen: true, cancellationToken: cancellationToken);
        var elements = reader.Metadata!.Schema;
        if (elements[0].NumChildren != elements.Count - 1)
        {
            throw new InvalidDataException("columns within columns");
        }

        return new ParquetFileReader(reader, StoredColumn.Of([.. elements.Skip(1)]));
    });

    /// <summary>Loads the next row group into the columns, which then stand before its first row.</summary>
    /// <returns>How many rows it has; null after the last row group.</returns>
    /// <exception cref="InvalidDataException">The bytes are torn.</exception>
    public async Task<int?> ReadRowGroupAsync(CancellationToken cancellationToken)
    {
        if (_rowGroup == _reader.RowGroupCount)
        {
            return null;
        }

        return await GuardAsync(async () =>
        {
            var rowGroup = _reader.OpenRowGroupReader(_rowGroup++);
            var rows = checked((int)rowGroup.RowCount);
            foreach (var column in Columns)
            {
                await column.LoadAsync(rowGroup, rows, cancellationToken);
            }

            return rows;
        });
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidDataException))
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
