using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Times without a zone, as a clock on the wall shows them, in microseconds since its 1970.</summary>
internal sealed class LocalTimestampColumn(string name) : ValueColumn<long>(name)
{
    public override LogicalType LogicalType => LogicalType.Timestamp(isAdjustedToUtc: false, TimeUnit.Micros);
}
