using System.Data.Common;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.DuckDb;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A warehouse in a file of its own.</summary>
internal sealed class DuckDbStore : Store
{
    private DuckDbStore(string path, DuckDbWarehouse warehouse, FakeTimeProvider clock) : base(warehouse, clock) => Path = path;

    // Applying the schema takes longer than most tests; a copy of an empty store that has it does not.
    private static readonly Lazy<Task<byte[]>> EmptyStore = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("beejan-empty-store-");
        var path = System.IO.Path.Combine(folder.FullName, "empty.duckdb");
        await using (var store = Open(path))
        {
            await store.Warehouse.ApplySchemaAsync(CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return bytes;
    });

    public string Path { get; }

    public static async Task<DuckDbStore> CreateAsync(string path, WarehouseOptions? options = null, Action<string, DbConnection>? onStep = null)
    {
        await File.WriteAllBytesAsync(path, await EmptyStore.Value);
        return Open(path, options, onStep);
    }

    public static DuckDbStore Open(string path, WarehouseOptions? options = null, Action<string, DbConnection>? onStep = null, SchemaVersions? schema = null)
    {
        var clock = NewClock();
        options = new WarehouseOptions { Path = path, TestNumbers = options?.TestNumbers ?? "", OwnAccounts = options?.OwnAccounts ?? "" };
        var warehouse = new DuckDbWarehouse(Options.Create(options), clock, NullLogger<DuckDbWarehouse>.Instance) { OnStep = onStep, Schema = schema ?? new(SchemaScript.ReadAll(WarehouseEngine.DuckDb)) };
        return new DuckDbStore(path, warehouse, clock);
    }

    public override ValueTask DisposeAsync()
    {
        ((DuckDbWarehouse)Warehouse).Dispose();
        return ValueTask.CompletedTask;
    }

    public override DbConnection Connect() => new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path }.ToString());
}
