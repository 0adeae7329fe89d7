using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Calendar days, in days since 1970.</summary>
internal sealed class DateColumn(string name) : ValueColumn<int>(name)
{
    public override LogicalType LogicalType => LogicalType.Date();
}
