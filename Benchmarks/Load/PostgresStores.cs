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
        ["shared_buffers=2GB", "effective_cache_size=6GB", "maintenance_work_mem=256MB", "max_wal_size=4GB", "checkpoint_timeout=600"];

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
