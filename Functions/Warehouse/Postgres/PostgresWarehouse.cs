using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The warehouse on a PostgreSQL server: files are staged side by side, and change the warehouse one after the other.</summary>
internal sealed class PostgresWarehouse : SqlWarehouse, IAsyncDisposable, IDisposable
{
    // Any number will do that nothing else in this database takes.
    internal const long Turn = 0x6265656A616E; // "beejan"

    private readonly NpgsqlDataSource _source;
    private readonly RideOut _rideOut;

    public PostgresWarehouse(IOptions<WarehouseOptions> options, PasswordProvider? password, TimeProvider clock, ILogger<PostgresWarehouse> logger)
        : base(options.Value, clock, logger)
    {
        _source = PostgresConnection.Build(options.Value, password);
        _rideOut = new RideOut(clock, logger);
    }

    public void Dispose() => _source.Dispose();

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // The host's own retries come at once, and would give up on every file that waits while the server restarts.
    protected override Task<T> RideOutAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct) => _rideOut.RunAsync(work, ct);

    protected override Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, T> work, CancellationToken ct) =>
        WriteAsync((connection, token) => Task.FromResult(work(connection, token)), ct);

    protected override async Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            return await work(connection, ct);
        }
        catch (NpgsqlException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (NpgsqlException cause) when (PostgresConnection.IsUnavailable(cause))
        {
            throw new WarehouseUnavailableException(PostgresConnection.Explain(_source.ConnectionString, cause), cause);
        }
    }

    private const int FewestScanned = 100_000;

    // A load is a few large statements over tables that it has just made: memory keeps their joins and sorts off the disk, as
    // much as suits a server of that size, and compiling them costs more than it saves (200,000 rows: 40 s in place of 56 s
    // without it).
    private const string Settings =
        """
        SELECT
            set_config('jit', 'off', true), set_config('default_statistics_target', '10', true), set_config('random_page_cost', '1.1', true),
            set_config('work_mem', least(greatest(pg_size_bytes(current_setting('shared_buffers')) / 8, 64 * 1024 * 1024), 256 * 1024 * 1024) / 1024 || 'kB', true)
        """;

    // Many rows are found by going through the history and the facts, which two can do, one of them the load itself: what is
    // handed on costs hardly anything then. Few rows are found by an index, which a cheap scan would be taken for.
    private const string ScanningSettings =
        """
        SELECT
            set_config('parallel_tuple_cost', '0.001', true),
            set_config('max_parallel_workers_per_gather', CAST(least(CAST(current_setting('max_parallel_workers_per_gather') AS INTEGER), 1) AS TEXT), true)
        """;

    protected override void BeginLoad(DbConnection connection, CleanFile file, CancellationToken ct)
    {
        connection.Execute(Settings, ct);
        if (file.Rows >= FewestScanned)
        {
            connection.Execute(ScanningSettings, ct);
        }
    }

    protected override Task StageAsync(DbConnection connection, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct) =>
        StagedCopy.RunAsync((NpgsqlConnection)connection, file, columns, areKeyed: true, ct);

    // Taken after staging and before any upsert. READ COMMITTED lets the statements that follow see what the last holder did.
    // Nobody's thread waits with it: loads that queue up would leave none for webhooks.
    protected override Task TakeTurnAsync(DbConnection connection, CancellationToken ct) =>
        connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", ct, Turn);
}
