using System.Data.Common;
using System.Globalization;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.DuckDb;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A warehouse in a file of its own, and a second connection to look into it.</summary>
internal sealed class Store(string path, DuckDbWarehouse warehouse, FakeTimeProvider clock) : IDisposable
{
    public DuckDbWarehouse Warehouse => warehouse;

    public FakeTimeProvider Clock => clock;

    // Applying the schema takes longer than most tests; a copy of an empty store that has it does not.
    private static readonly Lazy<Task<byte[]>> EmptyStore = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("beejan-empty-store-");
        var path = Path.Combine(folder.FullName, "empty.duckdb");
        using (var store = Open(path))
        {
            await store.Warehouse.ApplySchemaAsync(CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return bytes;
    });

    public static async Task<Store> CreateAsync(string path, Action<string, DbConnection>? onStep = null)
    {
        await File.WriteAllBytesAsync(path, await EmptyStore.Value);
        return Open(path, onStep);
    }

    public static Store Open(string path, Action<string, DbConnection>? onStep = null, SchemaVersions? schema = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var options = Options.Create(new WarehouseOptions { Path = path });
        return new Store(
            path,
            new DuckDbWarehouse(options, clock, NullLogger<DuckDbWarehouse>.Instance) { OnStep = onStep, Schema = schema ?? new(SchemaScript.ReadAll()) },
            clock);
    }

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
        using var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ToString());
        connection.Open();
        connection.Execute("SET TimeZone = 'UTC'", default);
        return connection.Query(
            sql,
            row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => Text(row.GetValue(column)))),
            default,
            values);
    }

    public string One(string sql, params object?[] values) => Query(sql, values).Single();

    /// <summary>All of mart.* and source.*, apart from what may differ between two stores that are identical.</summary>
    public IReadOnlyList<string> Everything(bool withLoads = false)
    {
        var left = withLoads ? "" : "AND column_name NOT IN ('load_id', 'loaded_at')";
        var tables = Query(
            $"""
            SELECT columns.table_schema || '.' || columns.table_name, string_agg(column_name, ', ' ORDER BY ordinal_position)
            FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_type = 'BASE TABLE' AND table_schema IN ('mart', 'source'{(withLoads ? ", 'ops'" : "")}) {left}
            GROUP BY 1 ORDER BY 1
            """);
        return [.. tables.Select(table => table.Split('|')).SelectMany(table => Query($"SELECT '{table[0]}', {table[1]} FROM {table[0]} ORDER BY ALL"))];
    }

    public void Dispose() => warehouse.Dispose();

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
