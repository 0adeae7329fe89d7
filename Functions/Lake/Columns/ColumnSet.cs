using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Beejan.Functions.Lake.Columns;

/// <summary>The schema of a Parquet file, and the rows of the row group that is being filled.</summary>
internal abstract class ColumnSet
{
    // Large enough to compress well, small enough that a cleaner's memory stays flat.
    private const int RowsPerGroup = 32_768;
    private const int BytesPerGroup = 8 * 1024 * 1024;

    private readonly List<Column> _columns = [];
    private readonly List<BytesColumn> _texts = [];
    private readonly ArrayBufferWriter<byte> _row = new();

    public int Rows { get; private set; }

    /// <summary>Whether the row group is due; asked after each record.</summary>
    public bool IsFull
    {
        get
        {
            var bytes = 0L;
            foreach (var text in _texts)
            {
                bytes += text.Size;
            }

            return Rows >= RowsPerGroup || bytes >= BytesPerGroup;
        }
    }

    public IReadOnlyList<Column> Columns => _columns;

    protected ReadOnlySpan<Column> ColumnSpan => CollectionsMarshal.AsSpan(_columns);

    /// <summary>Sets the rows aside to be written, and begins the next row group.</summary>
    public void Close()
    {
        _columns.ForEach(column => column.Close());
        Rows = 0;
    }

    /// <summary>Closes the row, in which every column has a value.</summary>
    public virtual void EndRow()
    {
        foreach (var column in _columns)
        {
            if (column.Count != Rows + 1)
            {
                throw new InvalidOperationException($"Column {column.Name} got {column.Count - Rows} values in one row.");
            }
        }

        Rows++;
    }

    protected T Add<T>(T column)
        where T : Column
    {
        _columns.Add(column);
        if (column is BytesColumn text)
        {
            _texts.Add(text);
        }

        return column;
    }

    /// <summary>Writes a hash over the newest values of <paramref name="columns"/>, as 32 hexadecimal digits.</summary>
    protected void HashLast(ReadOnlySpan<Column> columns, Span<byte> hexadecimal)
    {
        _row.ResetWrittenCount();
        foreach (var column in columns)
        {
            column.AddLastTo(_row);
        }

        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(_row.WrittenSpan, hash);
        Convert.TryToHexStringLower(hash, hexadecimal, out _);
    }
}
