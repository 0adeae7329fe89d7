using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of bytes.</summary>
internal class BytesColumn(string name, bool isRequired = false) : BufferedColumn<BytesBuffer>(name, isRequired)
{
    public override PhysicalType PhysicalType => PhysicalType.ByteArray;

    /// <summary>Bytes held since the row group began: what decides when it is full.</summary>
    public int Size => Filling.Size;

    /// <summary>Appends bytes as they are; none are a value too.</summary>
    public void AppendBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Filling.Reserve(value.Length));
        Filling.Take(value.Length);
    }
}
