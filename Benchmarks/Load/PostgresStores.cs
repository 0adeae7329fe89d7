using Beejan.Functions.Warehouse;
using Beejan.LocalServers;
using Npgsql;

namespace Beejan.Benchmarks.Load;

/// <summary>Databases on a private server, copies of one.</summary>
internal sealed class PostgresStores : Stores
{
    private const string Empty = "empty";

    // As a managed server of two cores and 8 GiB has it, such as infra/prod.bicepparam orders: a server's own defaults are for
    // a machine of another century.
    private static readonly string[] Settings =
        ["shared_buffers=2GB", "effective_cache_size=6GB", "maintenance_work_mem=256MB", "max_wal_size=4GB", "min_wal_size=4GB", "checkpoint_timeout=600"];

    // A server that has run for a day has all its memory from the system, and the files of its log: whoever comes first after
    // a start pays for both, more than for the work. Rows of a kilobyte, more of them than it can keep.
    private static readonly string[] WearIn =
        ["CREATE TABLE worn AS SELECT repeat('x', 1000) AS text WHERE false", "INSERT INTO worn SELECT repeat('x', 1000) FROM generate_series(1, 2200000)", "DROP TABLE worn", "CHECKPOINT"];

    private readonly PostgresCluster _cluster;

    private PostgresStores(PostgresCluster cluster) => _cluster = cluster;

    public override int? ServerProcessId => _cluster.ProcessId;

    public static async Task<PostgresStores> StartAsync(CancellationToken ct)
    {
        var stores = new PostgresStores(await PostgresCluster.StartAsync(settings: Settings, ct: ct));
        try
        {
            await stores.ExecuteAsync($"CREATE DATABASE {Empty}", ct);
            await ApplySchemaAsync(new PostgresEngine(), stores._cluster.ConnectionString(Empty), ct);
            foreach (var statement in WearIn)
            {
                await stores.ExecuteAsync(statement, ct);
            }

            return stores;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    public override async Task<string> CreateAsync(CancellationToken ct)
    {
        var name = $"b{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Empty}", ct);
        await ExecuteAsync("CHECKPOINT", ct); // what was written before is not written while somebody measures
        return _cluster.ConnectionString(name);
    }

    public override Task DropAsync(string store, CancellationToken ct) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(store).Database} WITH (FORCE)", ct);

    public override ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString());
        await connection.OpenAsync(ct);
        connection.Execute(sql, ct);
    }
}
