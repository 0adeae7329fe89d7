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
internal static class ParquetSchemaElements
{
    /// <summary>To be called before the first row group.</summary>
    /// <exception cref="InvalidOperationException">Another version of Parquet.Net keeps its schema elsewhere.</exception>
    public static void Declare(ParquetWriter writer, ColumnSet columns)
    {
        var elements = ElementsOf(writer).ToDictionary(element => element.Name);
        foreach (var column in columns.Columns)
        {
            column.Declare(elements[column.Definition.Name]);
        }
    }

    private static List<SchemaElement> ElementsOf(ParquetWriter writer)
        => (Read(Read(writer, "_footer"), "_fileMeta") as FileMetaData)?.Schema ?? throw Moved("FileMetaData.Schema");

    private static object Read(object from, string field)
        => from.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(from) ?? throw Moved($"{from.GetType().Name}.{field}");

    private static InvalidOperationException Moved(string what)
        => new($"This version of Parquet.Net has no {what}. See whether its statistics are right by now; then {nameof(ParquetSchemaElements)} can go.");
}
