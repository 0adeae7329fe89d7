using System.Data.Common;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.DuckDb;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Beejan.Benchmarks.Load;

internal sealed class DuckDbEngine : Engine
{
    public override string Name => "DuckDB";

    public override string BulkPath => "INSERT … SELECT FROM read_parquet";

    public override SqlWarehouse OpenWarehouse(string store, Action<string, DbConnection>? onStep = null) =>
        new DuckDbWarehouse(Options.Create(new WarehouseOptions { Path = store }), TimeProvider.System, NullLogger<DuckDbWarehouse>.Instance) { OnStep = onStep };

    public override DbConnection Connect(string store) => new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = store }.ToString());

    public override async Task CopyAsync(string store, CleanFile file, IReadOnlyList<string> columns, bool isKeyed, CancellationToken ct)
    {
        await using var connection = Connect(store);
        await connection.OpenAsync(ct);
        connection.Execute("SET TimeZone = 'UTC'", ct);
        var names = string.Join(", ", columns);
        connection.Execute($"INSERT INTO {Table} ({names}) SELECT {names} FROM read_parquet($1) {(isKeyed ? "ON CONFLICT DO NOTHING" : "")}", ct, file.LocalPath);
    }
}
