using System.Data.Common;
using DuckDB.NET.Data;

namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>What the schema scripts say of every table, view and column: their comments are the dictionary's only source.</summary>
internal static class WarehouseDictionary
{
    private sealed record Row(string Schema, string Table, bool IsView, string? Meaning, int Position, string Column, string Type, string? Comment)
    {
        public string FullName => $"{Schema}.{Table}";
    }

    /// <summary>The page that <c>describe-warehouse</c> prints. It takes neither settings nor servers.</summary>
    public static async Task<string> DescribeAsync()
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await new SchemaVersions(SchemaScript.ReadAll(WarehouseEngine.DuckDb)).ApplyAsync(connection, (_, _) => Task.CompletedTask, DateTimeOffset.UnixEpoch, CancellationToken.None);
        return DictionaryPage.Write(Read(connection, WarehouseEngine.DuckDb));
    }

    /// <summary>All tables and views, in the order of their names.</summary>
    /// <exception cref="InvalidDataException">Comments are missing, or have another form.</exception>
    public static IReadOnlyList<DescribedTable> Read(DbConnection connection, WarehouseEngine engine)
    {
        var rows = connection.Query(engine == WarehouseEngine.DuckDb ? DuckDbColumns : PostgresColumns, ReadRow, CancellationToken.None);
        var faults = Faults(rows).Distinct().Order(StringComparer.Ordinal).ToList();
        return faults.Count > 0
            ? throw new InvalidDataException($"{string.Join('\n', faults)}\nMend it in the script that brings it, or in a new one if that was applied.")
            :
            [
                .. rows.GroupBy(row => (row.FullName, row.Schema, row.Table, row.IsView, row.Meaning))
                    .OrderBy(table => table.Key.FullName, StringComparer.Ordinal)
                    .Select(table => new DescribedTable(
                        table.Key.Schema, table.Key.Table, table.Key.IsView, table.Key.Meaning!,
                        [.. table.OrderBy(row => row.Position).Select(row => DescribedColumn.Read(row.Column, row.Type, row.Comment!))])),
            ];
    }

    private static IEnumerable<string> Faults(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Meaning))
            {
                yield return $"{row.FullName}: Found no comment, expected what it holds and what one row is.";
            }

            if (DescribedColumn.FindFault(row.Comment) is { } fault)
            {
                yield return $"{row.FullName}.{row.Column}: {fault}";
            }
        }
    }

    private const string DuckDbColumns =
        """
        SELECT relation.schema_name, relation.name, relation.is_view, relation.comment, field.column_index, field.column_name, field.data_type, field.comment
        FROM (
            SELECT schema_name, table_name AS name, false AS is_view, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary
            UNION ALL
            SELECT schema_name, view_name, true, comment FROM duckdb_views() WHERE NOT internal AND NOT temporary
        ) AS relation
        JOIN duckdb_columns() AS field ON field.schema_name = relation.schema_name AND field.table_name = relation.name
        """;

    private const string PostgresColumns =
        """
        SELECT nspname, relname, relkind = 'v', obj_description(pg_class.oid, 'pg_class'), CAST(attnum AS INTEGER), attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped AND nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
        """;

    private static Row ReadRow(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetBoolean(2), Text(row, 3), row.GetInt32(4), row.GetString(5), row.GetString(6), Text(row, 7));

    private static string? Text(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
}
