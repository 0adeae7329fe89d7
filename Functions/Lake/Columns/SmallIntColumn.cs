using Parquet.Meta;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Whole numbers of 16 bits, which Parquet keeps in 32.</summary>
internal sealed class SmallIntColumn(string name) : ValueColumn<int>(name)
{
    public override void Declare(SchemaElement element)
    {
        element.ConvertedType = ConvertedType.INT_16;
        element.LogicalType = new LogicalType { INTEGER = new IntType { BitWidth = 16, IsSigned = true } };
    }
}
