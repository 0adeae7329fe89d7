using System.Text;
using Parquet.Schema;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A stored column of texts.</summary>
internal sealed class StoredTextColumn(DataField definition) : StoredBytesColumn(definition)
{
    protected override int Write(ReadOnlySpan<byte> value, Span<char> text) => Encoding.UTF8.GetChars(value, text);
}
