using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;

namespace Beejan.Functions.Telemetry;

/// <summary>Sends events to Application Insights; where there is none, nowhere.</summary>
public sealed class PipelineTelemetry(TelemetryClient client)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public void Track(PipelineEvent happened) => client.TrackEvent(Describe(happened));

    internal static EventTelemetry Describe(PipelineEvent happened)
    {
        var telemetry = new EventTelemetry(happened.GetType().Name);
        foreach (var property in PropertiesOf(happened.GetType()))
        {
            var value = property.GetValue(happened);
            if (IsMeasurement(property))
            {
                telemetry.Metrics[property.Name] = value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);
            }
            else if (value is not null)
            {
                telemetry.Properties[property.Name] = value is DateTimeOffset at
                    ? at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
                    : Convert.ToString(value, CultureInfo.InvariantCulture);
            }
        }

        return telemetry;
    }

    /// <summary>What an event of a type says; the same for all of them.</summary>
    internal static PropertyInfo[] PropertiesOf(Type type)
        => Properties.GetOrAdd(type, static type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)]);

    internal static bool IsMeasurement(PropertyInfo property)
        => property.PropertyType == typeof(long) || property.PropertyType == typeof(int) || property.PropertyType == typeof(double) || property.PropertyType == typeof(TimeSpan);
}
