using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// Tells of columns that came, went or changed their type since the table was last read. Rows are read on whatever it is:
/// a field whose column has gone is empty.
/// </summary>
internal static class FormsDrift
{
    private const string Nothing = "nothing";

    /// <param name="telemetry">Hears one event for all of them.</param>
    /// <param name="logger">Hears one line for each column.</param>
    /// <param name="at">When the table was read.</param>
    /// <param name="table">The table.</param>
    /// <param name="before">Columns and types as they were; null when it was never read.</param>
    /// <param name="now">Columns and types as they are.</param>
    public static void Report(PipelineTelemetry telemetry, ILogger logger, DateTimeOffset at, string table, IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> now)
    {
        var changes = Find(before ?? now, now).ToList();
        foreach (var (column, was, @is) in changes)
        {
            Log.SchemaDrift(logger, table, column, was, @is);
        }

        if (changes.Count > 0)
        {
            var columns = string.Join(", ", changes.Select(change => $"{change.Column} was {change.Was} and is {change.Is}"));
            telemetry.Track(new SchemaDrifted($"{FormsSource.Name} {RawName.AccountOf(table)}", $"columns have changed: {columns}", at, changes.Count));
        }
    }

    /// <summary>Columns whose type differs, in the order of their names.</summary>
    internal static IEnumerable<(string Column, string Was, string Is)> Find(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
        => from column in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
           let was = before.GetValueOrDefault(column, Nothing)
           let type = now.GetValueOrDefault(column, Nothing)
           where was != type
           select (column, was, type);
}
