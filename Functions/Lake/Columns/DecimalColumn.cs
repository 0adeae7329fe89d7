using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Decimal numbers of a declared precision and scale, kept as whole numbers of the last place.</summary>
internal sealed class DecimalColumn(string name, int precision, int scale) : ValueColumn<long>(name)
{
    /// <summary>So many digits always fit into 64 bits.</summary>
    public const int LargestPrecision = 18;

    private readonly decimal _one = new(Math.Pow(10, scale));

    public void Append(decimal value) => base.Append((long)(value * _one));

    public override LogicalType LogicalType => LogicalType.Decimal(precision, scale);
}
