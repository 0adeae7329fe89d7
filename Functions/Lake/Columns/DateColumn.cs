using Parquet.Meta;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Calendar days, in days since 1970.</summary>
internal sealed class DateColumn(string name) : ValueColumn<int>(name)
{
    public override void Declare(SchemaElement element)
    {
        element.ConvertedType = ConvertedType.DATE;
        element.LogicalType = new LogicalType { DATE = new DateType() };
    }
}
