using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>Makes empty warehouses, fresh ones for every measurement; all are gone in the end.</summary>
internal abstract class Stores : IAsyncDisposable
{
    /// <summary>Process that the engine's server descends from; null where there is none.</summary>
    public virtual int? ServerProcessId => null;

    public static async Task<Stores> OpenAsync(WarehouseEngine engine, string folder, CancellationToken ct) =>
        engine == WarehouseEngine.Postgres ? await PostgresStores.StartAsync(ct) : await DuckDbStores.CreateAsync(folder, ct);

    /// <returns>How to reach it: a file, or a connection string.</returns>
    public abstract Task<string> CreateAsync(CancellationToken ct);

    public abstract Task DropAsync(string store, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    protected static async Task ApplySchemaAsync(Engine engine, string store, CancellationToken ct)
    {
        var warehouse = engine.OpenWarehouse(store);
        using var closing = (IDisposable)warehouse;
        await warehouse.ApplySchemaAsync(ct);
    }
}
