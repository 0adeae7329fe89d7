using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Instants in UTC, in microseconds since 1970.</summary>
internal sealed class TimestampColumn(string name, bool isRequired = false) : ValueColumn<long>(name, isRequired)
{
    public void Append(DateTime utc) => Append((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public void Append(DateTime? utc)
    {
        if (utc is { } known)
        {
            Append(known);
        }
        else
        {
            AppendNull();
        }
    }

    public override LogicalType LogicalType => LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros);
}
