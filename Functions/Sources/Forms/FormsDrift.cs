using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// Tells of columns that came, went or changed their type since the table was last read. Rows are read on whatever it is:
/// a field whose column has gone is empty.
/// </summary>
internal static class FormsDrift
{
    private const string Nothing = "nothing";

    /// <param name="logger">Hears one event for each column.</param>
    /// <param name="table">The table.</param>
    /// <param name="before">Columns and types as they were; null when it was never read.</param>
    /// <param name="now">Columns and types as they are.</param>
    public static void Report(ILogger logger, string table, IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (column, was, @is) in Find(before ?? now, now))
        {
            Log.SchemaDrift(logger, table, column, was, @is);
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
