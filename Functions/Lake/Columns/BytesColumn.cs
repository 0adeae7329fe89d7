using System.IO.Hashing;
using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of bytes: its values stand one after the other in one buffer, so that a value costs no object.</summary>
internal class BytesColumn(string name, bool isRequired = false) : Column(new DataField(name, typeof(byte[]), isNullable: !isRequired))
{
    private readonly List<(int Start, int Length)> _values = [];
    private readonly List<int> _definitionLevels = [];
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes held since the last row group: what decides when the next one is due.</summary>
    public int Size { get; private set; }

    /// <summary>The newest value; nothing when that is null.</summary>
    protected ReadOnlySpan<byte> Newest => _definitionLevels[^1] == 0 ? [] : _bytes.AsSpan(_values[^1].Start, _values[^1].Length);

    /// <summary>Appends bytes as they are; none are a value too.</summary>
    public void AppendBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Take(value.Length);
    }

    public override void AppendNull()
    {
        RefuseNullIfRequired();
        _definitionLevels.Add(0);
        Count++;
    }

    public override void AddLastTo(XxHash128 hash)
    {
        if (_definitionLevels[^1] == 0)
        {
            hash.Append([0]);
            return;
        }

        var (start, length) = _values[^1];
        hash.Append([1]);
        hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
        hash.Append(_bytes.AsSpan(start, length));
    }

    public override Task WriteAsync(ParquetRowGroupWriter rowGroup, CancellationToken cancellationToken)
    {
        var values = new ReadOnlyMemory<byte>[_values.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _bytes.AsMemory(_values[i].Start, _values[i].Length);
        }

        return IsRequired
            ? rowGroup.WriteAsync<ReadOnlyMemory<byte>>(Definition, values, cancellationToken: cancellationToken)
            : rowGroup.WriteAllPartsAsync<ReadOnlyMemory<byte>>(Definition, values, _definitionLevels.ToArray(), null, cancellationToken);
    }

    public override void Clear()
    {
        _values.Clear();
        _definitionLevels.Clear();
        Size = 0;
        Count = 0;
    }

    /// <summary>Room for a value of at most so many bytes, to be taken by <see cref="Take"/>.</summary>
    protected Span<byte> Reserve(int most)
    {
        if (_bytes.Length - Size < most)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Size + most));
        }

        return _bytes.AsSpan(Size);
    }

    protected void Take(int length)
    {
        _values.Add((Size, length));
        _definitionLevels.Add(1);
        Size += length;
        Count++;
    }
}
