using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Whole numbers of 16 bits, which Parquet keeps in 32.</summary>
internal sealed class SmallIntColumn(string name) : ValueColumn<int>(name)
{
    public override LogicalType LogicalType => LogicalType.Int(bitWidth: 16, isSigned: true);
}
