using System.Data.Common;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Beejan.Benchmarks.Load;

internal sealed class PostgresEngine : Engine
{
    public override string Name => "PostgreSQL";

    public override SqlWarehouse OpenWarehouse(string store, Action<string, DbConnection>? onStep = null) =>
        new PostgresWarehouse(
            Options.Create(new WarehouseOptions { Engine = WarehouseEngine.Postgres, ConnectionString = store }), null, TimeProvider.System, NullLogger<PostgresWarehouse>.Instance)
        {
            OnStep = onStep,
        };

    public override DbConnection Connect(string store) => new NpgsqlConnection(store);

    // The app's own copy, which names its table without a schema.
    public override Task CopyAsync(DbConnection connection, CleanFile file, IReadOnlyList<string> columns, bool isKeyed, CancellationToken ct)
    {
        connection.Execute("SET LOCAL search_path = bench", ct);
        return StagedCopy.RunAsync((NpgsqlConnection)connection, file, columns, [], ct);
    }
}
