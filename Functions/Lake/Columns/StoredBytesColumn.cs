using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A stored column of bytes, shown in hexadecimal.</summary>
internal class StoredBytesColumn(DataField definition) : StoredColumn(definition)
{
    private ReadOnlyMemory<byte>[] _values = [];
    private char[] _text = new char[256];
    private int _next;
    private int _length;

    protected sealed override ReadOnlySpan<char> TextOfNewest => _text.AsSpan(0, _length);

    protected sealed override async Task LoadAsync(ParquetRowGroupReader rowGroup, int[] levels, CancellationToken cancellationToken)
    {
        _values = new ReadOnlyMemory<byte>[levels.Length];
        _next = 0;
        await rowGroup.ReadRawAsync<ReadOnlyMemory<byte>>(Definition, _values, levels, null, cancellationToken);
    }

    protected sealed override void ReadNext()
    {
        var value = _values[_next++].Span;
        if (_text.Length < value.Length * 2)
        {
            _text = new char[value.Length * 2];
        }

        _length = Write(value, _text);
    }

    /// <summary>Writes a value's text, of at most two characters to a byte.</summary>
    protected virtual int Write(ReadOnlySpan<byte> value, Span<char> text)
        => Convert.TryToHexStringLower(value, text, out var length) ? length : throw new InvalidOperationException("The buffer is too small.");
}
