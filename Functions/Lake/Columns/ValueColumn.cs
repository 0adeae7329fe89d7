using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of fixed-size values (<see cref="int"/>, <see cref="long"/>, <see cref="bool"/> and the like).</summary>
internal class ValueColumn<T>(string name, bool isRequired = false) : BufferedColumn<ValueBuffer<T>>(name, isRequired)
    where T : unmanaged
{
    public override PhysicalType PhysicalType => default(T) switch
    {
        bool => PhysicalType.Boolean,
        int => PhysicalType.Int32,
        long => PhysicalType.Int64,
        float => PhysicalType.Float,
        double => PhysicalType.Double,
        _ => throw new NotSupportedException($"Parquet has no {typeof(T)}."),
    };

    public void Append(T value) => Filling.Append(value);

    public void Append(T? value)
    {
        if (value is { } known)
        {
            Append(known);
        }
        else
        {
            AppendNull();
        }
    }
}
