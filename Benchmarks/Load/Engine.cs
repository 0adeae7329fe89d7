using System.Data.Common;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>One of the warehouse's engines, on a store that has the schema: as the app uses it, and past the app.</summary>
internal abstract class Engine
{
    public static Engine Of(WarehouseEngine engine) => engine == WarehouseEngine.Postgres ? new PostgresEngine() : new DuckDbEngine();

    public abstract string Name { get; }

    /// <param name="store">Database file or connection string.</param>
    /// <param name="onStep">Called after each step of a load.</param>
    public abstract SqlWarehouse OpenWarehouse(string store, Action<string, DbConnection>? onStep = null);

    public abstract DbConnection Connect(string store);

    /// <summary>The engine's own bulk path for a clean file into the table bench.staged, in the transaction that is open.</summary>
    public abstract Task CopyAsync(DbConnection connection, CleanFile file, IReadOnlyList<string> columns, bool isKeyed, CancellationToken ct);

    public async Task<string> ReadVersionAsync(string store, CancellationToken ct)
    {
        await using var connection = Connect(store);
        await connection.OpenAsync(ct);
        return $"{Name} {connection.ServerVersion}";
    }
}
