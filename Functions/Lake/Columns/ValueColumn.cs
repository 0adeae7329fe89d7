using System.IO.Hashing;
using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of fixed-size values (<see cref="int"/>, <see cref="long"/>, <see cref="bool"/> and the like).</summary>
internal class ValueColumn<T>(string name, bool isRequired = false) : Column(new DataField<T>(name, !isRequired))
    where T : unmanaged
{
    private readonly List<T> _values = [];
    private readonly List<int> _definitionLevels = [];

    public void Append(T value)
    {
        _values.Add(value);
        _definitionLevels.Add(1);
        Count++;
    }

    public void Append(T? value)
    {
        if (value is { } known)
        {
            Append(known);
        }
        else
        {
            AppendNull();
        }
    }

    public override void AppendNull()
    {
        RefuseNullIfRequired();
        _definitionLevels.Add(0);
        Count++;
    }

    public override void AddLastTo(XxHash128 hash)
    {
        var isKnown = _definitionLevels[^1] == 1;
        hash.Append([isKnown ? (byte)1 : (byte)0]);
        if (isKnown)
        {
            var last = _values[^1];
            hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in last)));
        }
    }

    public override Task WriteAsync(ParquetRowGroupWriter rowGroup, CancellationToken cancellationToken)
        => IsRequired
            ? rowGroup.WriteAsync<T>(Definition, _values.ToArray(), cancellationToken: cancellationToken)
            : rowGroup.WriteAllPartsAsync<T>(Definition, _values.ToArray(), _definitionLevels.ToArray(), null, cancellationToken);

    public override void Clear()
    {
        _values.Clear();
        _definitionLevels.Clear();
        Count = 0;
    }
}
