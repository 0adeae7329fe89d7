using System.IO.Hashing;
using System.Runtime.InteropServices;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of texts: their UTF-8 stands one after the other in one buffer, so that a value costs no string.</summary>
internal sealed class TextColumn(string name, bool isRequired = false) : Column(new DataField(name, typeof(byte[]), isNullable: !isRequired))
{
    private readonly List<(int Start, int Length)> _values = [];
    private readonly List<int> _definitionLevels = [];
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes held since the last row group: what decides when the next one is due.</summary>
    public int Size { get; private set; }

    /// <summary>Appends a text; an empty one is null, because no source tells the two apart. U+0000 becomes U+FFFD: PostgreSQL holds no text with it.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            Append(text.ToString().Replace('\0', '\ufffd'));
            return;
        }

        if (text.IsEmpty)
        {
            AppendNull();
            return;
        }

        var most = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - Size < most)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Size + most));
        }

        var length = System.Text.Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Size));
        _values.Add((Size, length));
        _definitionLevels.Add(1);
        Size += length;
        Count++;
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

    public override void Declare(SchemaElement element)
    {
        element.ConvertedType = ConvertedType.UTF8;
        element.LogicalType = new LogicalType { STRING = new StringType() };
    }

    public override Task WriteAsync(ParquetRowGroupWriter rowGroup, CancellationToken cancellationToken)
    {
        var texts = new ReadOnlyMemory<byte>[_values.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = _bytes.AsMemory(_values[i].Start, _values[i].Length);
        }

        return IsRequired
            ? rowGroup.WriteAsync<ReadOnlyMemory<byte>>(Definition, texts, cancellationToken: cancellationToken)
            : rowGroup.WriteAllPartsAsync<ReadOnlyMemory<byte>>(Definition, texts, _definitionLevels.ToArray(), null, cancellationToken);
    }

    public override void Clear()
    {
        _values.Clear();
        _definitionLevels.Clear();
        Size = 0;
        Count = 0;
    }
}
