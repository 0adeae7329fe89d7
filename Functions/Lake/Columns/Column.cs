using System.Buffers;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>One column of a Parquet file, filled value by value and written a row group at a time; no row exists as an object.</summary>
internal abstract class Column(string name, bool isRequired)
{
    private short[] _levels = [];
    private (short[] Levels, int Count) _closed = ([], 0);

    public string Name => name;

    public bool IsRequired => isRequired;

    /// <summary>Values since the row group began, nulls included.</summary>
    public int Count { get; private set; }

    public abstract PhysicalType PhysicalType { get; }

    /// <summary>What the values mean, where that is more than a number or bytes; to be disposed of.</summary>
    public virtual LogicalType LogicalType => LogicalType.None();

    /// <summary>Whether its values have an order on which all readers agree; without one, nothing is said of the least and the greatest.</summary>
    public virtual bool HasOrder => true;

    protected bool IsLastNull => _levels[Count - 1] == 0;

    public void AppendNull()
    {
        if (isRequired)
        {
            throw new InvalidOperationException($"Column {name} got no value in a row that was not rejected.");
        }

        Note(0);
    }

    /// <summary>Adds the newest value to what a row's hash is made of; null and empty differ.</summary>
    public abstract void AddLastTo(ArrayBufferWriter<byte> row);

    /// <summary>Sets the row group's values aside for <see cref="Write"/>, and begins the next one in what was set aside before.</summary>
    public virtual void Close() => ((_levels, Count), _closed) = ((_closed.Levels, 0), (_levels, Count));

    /// <summary>Writes what was set aside: on whatever thread, while the next row group is filled.</summary>
    public abstract void Write(ColumnWriter writer);

    /// <summary>Counts a value that was appended.</summary>
    protected void NoteValue() => Note(1);

    /// <summary>What Parquet calls definition levels: 0 for null, 1 for a value; none where nothing can be null.</summary>
    protected ReadOnlySpan<short> ClosedLevels => isRequired ? [] : _closed.Levels.AsSpan(0, _closed.Count);

    protected int ClosedCount => _closed.Count;

    private void Note(short level)
    {
        if (Count == _levels.Length)
        {
            Array.Resize(ref _levels, Math.Max(256, _levels.Length * 2));
        }

        _levels[Count++] = level;
    }
}
