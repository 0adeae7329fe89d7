using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A stored column of fixed-size values.</summary>
internal sealed class StoredValueColumn<T>(DataField definition, ValueText<T> write) : StoredColumn(definition)
    where T : unmanaged
{
    private readonly char[] _text = new char[64]; // the longest number has 24 characters
    private T[] _values = [];
    private int _next;
    private int _length;

    protected override ReadOnlySpan<char> TextOfNewest => _text.AsSpan(0, _length);

    protected override async Task LoadAsync(ParquetRowGroupReader rowGroup, int[] levels, CancellationToken cancellationToken)
    {
        _values = new T[levels.Length];
        _next = 0;
        await rowGroup.ReadRawAsync<T>(Definition, _values, levels, null, cancellationToken);
    }

    protected override void ReadNext() => _length = write(_values[_next++], _text);
}
