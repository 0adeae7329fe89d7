using System.IO.Hashing;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>One column of a Parquet file, filled value by value and written a row group at a time; no row exists as an object.</summary>
internal abstract class Column(DataField definition)
{
    public DataField Definition { get; } = definition;

    /// <summary>Values since the last row group, nulls included.</summary>
    public int Count { get; protected set; }

    public bool IsRequired => !Definition.IsNullable;

    /// <summary>Whether its values have an order on which all readers agree; without one, nothing is said of the least and the greatest.</summary>
    public virtual bool HasOrder => true;

    public abstract void AppendNull();

    /// <summary>Adds the newest value to a row's hash; null and empty differ.</summary>
    public abstract void AddLastTo(XxHash128 hash);

    public abstract Task WriteAsync(ParquetRowGroupWriter rowGroup, CancellationToken cancellationToken);

    public abstract void Clear();

    /// <summary>Says in the file's schema what the values mean, where that is more than a number or bytes.</summary>
    public virtual void Declare(SchemaElement element)
    {
    }

    protected void RefuseNullIfRequired()
    {
        if (IsRequired)
        {
            throw new InvalidOperationException($"Column {Definition.Name} got no value in a row that was not rejected.");
        }
    }
}
