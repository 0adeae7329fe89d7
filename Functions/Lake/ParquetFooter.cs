using System.Reflection;
using Beejan.Functions.Lake.Columns;
using Parquet;
using Parquet.Meta;

namespace Beejan.Functions.Lake;

/// <summary>
/// Declares what the bytes of a column mean, behind Parquet.Net's back. Its own way writes least and greatest values that
/// are wrong: of timestamps in milliseconds whatever their unit (https://github.com/aloneguid/parquet-dotnet/issues/769),
/// of texts in the order of UTF-16. Readers that go by them, DuckDB and Spark among them, pass over rows that are there.
/// So columns hold plain numbers and bytes, whose values it gets right or leaves out, and their types are declared here.
/// </summary>
internal static class ParquetFooter
{
    /// <summary>To be called before the first row group.</summary>
    /// <exception cref="InvalidOperationException">Another version of Parquet.Net keeps its schema elsewhere.</exception>
    public static void Declare(ParquetWriter writer, IReadOnlyList<Column> columns)
    {
        var elements = FooterOf(writer).Schema.ToDictionary(element => element.Name);
        foreach (var column in columns)
        {
            column.Declare(elements[column.Definition.Name]);
        }
    }

    /// <summary>Takes back what was said of the least and greatest values of columns that have no order; to be called after the last row group.</summary>
    public static void LeaveOutStatistics(ParquetWriter writer, IReadOnlyList<Column> columns)
    {
        foreach (var rowGroup in FooterOf(writer).RowGroups)
        {
            foreach (var (_, chunk) in columns.Zip(rowGroup.Columns).Where(pair => !pair.First.HasOrder))
            {
                chunk.MetaData!.Statistics = null;
            }
        }
    }

    private static FileMetaData FooterOf(ParquetWriter writer)
        => Read(Read(writer, "_footer"), "_fileMeta") as FileMetaData ?? throw Moved(nameof(FileMetaData));

    private static object Read(object from, string field)
        => from.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(from) ?? throw Moved($"{from.GetType().Name}.{field}");

    private static InvalidOperationException Moved(string what)
        => new($"This version of Parquet.Net has no {what}. See whether its statistics are right by now; then {nameof(ParquetFooter)} can go.");
}
