using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Beejan.Functions.Telemetry;

/// <summary>A record of the vocabulary as telemetry has it: numbers and times as measurements (a time in seconds), all else as text.</summary>
internal static class TelemetryFields
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static void Write(object record, IDictionary<string, string> properties, IDictionary<string, double> measurements)
    {
        foreach (var field in Of(record.GetType()))
        {
            var value = field.GetValue(record);
            if (IsMeasurement(field))
            {
                measurements[field.Name] = value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);
            }
            else if (value is not null)
            {
                properties[field.Name] = value is DateTimeOffset at
                    ? at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
                    : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            }
        }
    }

    /// <summary>What a record of a type says; the same for all of them.</summary>
    public static PropertyInfo[] Of(Type type)
        => Known.GetOrAdd(type, static type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)]);

    public static bool IsMeasurement(PropertyInfo field)
        => field.PropertyType == typeof(long) || field.PropertyType == typeof(int) || field.PropertyType == typeof(double) || field.PropertyType == typeof(TimeSpan);
}
