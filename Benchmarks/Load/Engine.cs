using System.Data.Common;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>One of the warehouse's engines, on a store that has the schema: as the app uses it, and past the app.</summary>
internal abstract class Engine
{
    /// <summary>The table that the engine's own bulk path fills.</summary>
    public const string Table = "bench.call_log";

    public static Engine Of(WarehouseEngine engine) => engine == WarehouseEngine.Postgres ? new PostgresEngine() : new DuckDbEngine();

    public abstract string Name { get; }

    /// <summary>What its own bulk path is called.</summary>
    public abstract string BulkPath { get; }

    /// <summary>What makes a table one that is not written to the log.</summary>
    public virtual string Unlogged => "";

    /// <param name="store">Database file or connection string.</param>
    /// <param name="onStep">Called after each step of a load.</param>
    public abstract SqlWarehouse OpenWarehouse(string store, Action<string, DbConnection>? onStep = null);

    public abstract DbConnection Connect(string store);

    /// <summary>Makes what the engine's own bulk path reads, where that is not the clean file; not measured.</summary>
    public virtual Task PrepareAsync(string store, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The engine's own bulk path for a clean file into <see cref="Table"/>.</summary>
    public abstract Task CopyAsync(string store, CleanFile file, IReadOnlyList<string> columns, bool isKeyed, CancellationToken ct);

    public async Task<string> ReadVersionAsync(string store, CancellationToken ct)
    {
        await using var connection = Connect(store);
        await connection.OpenAsync(ct);
        return $"{Name} {connection.ServerVersion}";
    }
}
