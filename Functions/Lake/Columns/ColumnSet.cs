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
    private readonly List<Column> _filled = [];
    private readonly List<BytesColumn> _texts = [];

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

    /// <summary>Those that are filled row by row.</summary>
    protected ReadOnlySpan<Column> FilledColumns => CollectionsMarshal.AsSpan(_filled);

    /// <summary>Rows that were set aside.</summary>
    protected int ClosedRows { get; private set; }

    /// <summary>Sets the rows aside, and begins the next row group.</summary>
    public void Close()
    {
        _filled.ForEach(column => column.Close());
        (ClosedRows, Rows) = (Rows, 0);
    }

    /// <summary>Makes the derived columns of the rows that were set aside: on whatever thread, while the next row group is filled.</summary>
    public virtual void Derive()
    {
    }

    /// <summary>Closes the row, in which every column has a value.</summary>
    public virtual void EndRow()
    {
        foreach (var column in _filled)
        {
            if (column.Count != Rows + 1)
            {
                throw new InvalidOperationException($"Column {column.Name} got {column.Count - Rows} values in one row.");
            }
        }

        Rows++;
    }

    /// <summary>Adds a column that every row fills.</summary>
    protected T Add<T>(T column)
        where T : Column
    {
        _filled.Add(column);
        if (column is BytesColumn text)
        {
            _texts.Add(text);
        }

        return AddDerived(column);
    }

    /// <summary>Adds a column that <see cref="Derive"/> fills, and closes.</summary>
    protected T AddDerived<T>(T column)
        where T : Column
    {
        _columns.Add(column);
        return column;
    }

    /// <summary>Fills a column with a hash over each row's values in <paramref name="columns"/>: 32 hexadecimal digits.</summary>
    protected void DeriveHashes(ReadOnlySpan<Column> columns, TextColumn hashes)
    {
        Span<byte> hash = stackalloc byte[16];
        Span<byte> hexadecimal = stackalloc byte[32];
        Span<int> next = stackalloc int[columns.Length];
        var buffers = new ColumnBuffer[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            buffers[i] = columns[i].Closed;
        }

        next.Clear();
        var said = new ArrayBufferWriter<byte>(1024);
        for (int row = 0, rows = ClosedRows; row < rows; row++)
        {
            said.ResetWrittenCount();
            for (var i = 0; i < buffers.Length; i++)
            {
                buffers[i].AddTo(said, row, ref next[i]);
            }

            XxHash128.Hash(said.WrittenSpan, hash);
            Convert.TryToHexStringLower(hash, hexadecimal, out _);
            hashes.AppendUtf8(hexadecimal);
        }

        hashes.Close();
    }
}
