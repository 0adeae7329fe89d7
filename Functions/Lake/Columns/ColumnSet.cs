using System.IO.Hashing;
using System.Runtime.InteropServices;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>The schema of a Parquet file, and the rows of the row group that is being filled.</summary>
internal abstract class ColumnSet
{
    // Large enough to compress well, small enough that a cleaner's memory stays flat.
    private const int RowsPerGroup = 65_536;
    private const int BytesPerGroup = 16 * 1024 * 1024;

    private readonly List<Column> _columns = [];
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

    public ParquetSchema Schema => new(_columns.Select(column => column.Definition));

    public IReadOnlyList<Column> Columns => _columns;

    protected ReadOnlySpan<Column> ColumnSpan => CollectionsMarshal.AsSpan(_columns);

    public void Clear()
    {
        _columns.ForEach(column => column.Clear());
        Rows = 0;
    }

    /// <summary>Closes the row, in which every column has a value.</summary>
    public virtual void EndRow()
    {
        foreach (var column in _columns)
        {
            if (column.Count != Rows + 1)
            {
                throw new InvalidOperationException($"Column {column.Definition.Name} got {column.Count - Rows} values in one row.");
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

    /// <summary>A hash over the newest values of <paramref name="columns"/>: 32 hexadecimal digits.</summary>
    protected static string HashLast(ReadOnlySpan<Column> columns)
    {
        var hash = new XxHash128();
        foreach (var column in columns)
        {
            column.AddLastTo(hash);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
