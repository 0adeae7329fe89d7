using System.Data.Common;
using System.Globalization;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A warehouse of its own on one of the engines, and a second connection to look into it.</summary>
internal abstract class Store(SqlWarehouse warehouse, FakeTimeProvider clock) : IAsyncDisposable
{
    public SqlWarehouse Warehouse => warehouse;

    public FakeTimeProvider Clock => clock;

    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public async Task<LoadResult> LoadAsync(CleanFile file)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        return await warehouse.LoadAsync(file, CancellationToken.None);
    }

    /// <summary>Counts without AlreadyLoaded, to compare with.</summary>
    public async Task<(long Rows, long Inserted, long Updated, long Unchanged, long Older)> CountAsync(CleanFile file)
    {
        var result = await LoadAsync(file);
        return (result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older);
    }

    public IReadOnlyList<string> Query(string sql, params object?[] values)
    {
        using var connection = Connect();
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", default);
        return connection.Query(
            sql,
            row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => Text(row.GetValue(column)))),
            default,
            values);
    }

    public string One(string sql, params object?[] values) => Query(sql, values).Single();

    /// <summary>The tables of some schemas, with their columns.</summary>
    public IReadOnlyList<(string Name, string[] Columns)> Tables(params string[] schemas)
    {
        var columns = Query(
            $"""
            SELECT columns.table_schema || '.' || columns.table_name, column_name
            FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_type = 'BASE TABLE' AND table_schema IN ({string.Join(", ", schemas.Select(schema => $"'{schema}'"))})
            ORDER BY 1, ordinal_position
            """);
        return [.. columns.Select(column => column.Split('|')).GroupBy(column => column[0], column => column[1]).Select(table => (table.Key, table.ToArray()))];
    }

    /// <summary>All of mart.* and source.*, apart from what may differ between two stores that are identical.</summary>
    public IReadOnlyList<string> Everything(bool withLoads = false)
    {
        string[] schemas = withLoads ? ["mart", "source", "ops"] : ["mart", "source"];

        // Sorted here, because engines order texts by rules of their own.
        return
        [
            .. Tables(schemas)
                .SelectMany(table => Query($"SELECT '{table.Name}', {string.Join(", ", table.Columns.Where(column => withLoads || column is not ("load_id" or "loaded_at")))} FROM {table.Name}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    public abstract ValueTask DisposeAsync();

    public abstract DbConnection Connect();

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
