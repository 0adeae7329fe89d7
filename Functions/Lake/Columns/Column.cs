using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>One column of a Parquet file, filled value by value and written a row group at a time; no row exists as an object.</summary>
internal abstract class Column(string name, bool isRequired)
{
    public string Name => name;

    public bool IsRequired => isRequired;

    /// <summary>Values since the row group began, nulls included.</summary>
    public abstract int Count { get; }

    /// <summary>What was set aside.</summary>
    public abstract ColumnBuffer Closed { get; }

    public abstract PhysicalType PhysicalType { get; }

    /// <summary>What the values mean, where that is more than a number or bytes; to be disposed of.</summary>
    public virtual LogicalType LogicalType => LogicalType.None();

    /// <summary>Whether its values have an order on which all readers agree; without one, nothing is said of the least and the greatest.</summary>
    public virtual bool HasOrder => true;

    /// <summary>Whether the same value is to be expected in many rows, so that a dictionary is worth its making.</summary>
    public bool Repeats { get; init; } = true;

    /// <exception cref="InvalidOperationException">The column is required.</exception>
    public abstract void AppendNull();

    /// <summary>Sets the row group's values aside, and begins the next one in what was set aside before.</summary>
    public abstract void Close();
}
