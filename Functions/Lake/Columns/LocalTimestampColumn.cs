using Parquet.Meta;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Times without a zone, as a clock on the wall shows them, in microseconds since its 1970.</summary>
internal sealed class LocalTimestampColumn(string name) : ValueColumn<long>(name)
{
    // The older converted type would say UTC.
    public override void Declare(SchemaElement element)
        => element.LogicalType = new LogicalType { TIMESTAMP = new TimestampType { IsAdjustedToUTC = false, Unit = new TimeUnit { MICROS = new MicroSeconds() } } };
}
