using System.Data.Common;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Warehouse.DuckDb;

/// <summary>The warehouse in a DuckDB file: one writer at a time, readers beside it.</summary>
internal sealed class DuckDbWarehouse(IOptions<WarehouseOptions> options, TimeProvider clock, ILogger<DuckDbWarehouse> logger)
    : SqlWarehouse(options.Value, clock, logger), IDisposable
{
    private readonly DuckDbDatabase _database = new(options.Value.Path);
    private readonly SemaphoreSlim _writer = new(1);
    private readonly CancellationTokenSource _disposing = new();
    private volatile bool _isDisposed;

    /// <summary>Interrupts a load that runs, which leaves nothing behind, and closes the file.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _disposing.Cancel();
        _isDisposed = true;
        _writer.Wait();
        _database.Dispose();
        _writer.Dispose();
        _disposing.Dispose();
    }

    protected override async Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposing.Token);
        await _writer.WaitAsync(either.Token);
        try
        {
            return await RunAsync(work, either.Token);
        }
        finally
        {
            _writer.Release();
        }
    }

    protected override Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, T> work, CancellationToken ct) =>
        RunAsync((connection, token) => Task.FromResult(work(connection, token)), ct);

    protected override Task StageAsync(DbConnection connection, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var names = string.Join(", ", columns);
        connection.Execute(
            $"""
            INSERT INTO staged ({names}, {string.Join(", ", Staged.Keys.Select(key => key.Name))}, {Staged.DateKey})
            SELECT {names}, {string.Join(", ", Staged.Keys.Select(key => $"CAST(md5({key.Text.Sql}) AS UUID)"))}, {DateDimension.Key}
            FROM (SELECT * FROM (SELECT * FROM staged WHERE false) UNION ALL BY NAME SELECT {names} FROM read_parquet($1, hive_partitioning = false)) AS clean
            CROSS JOIN this_load
            """,
            ct, Literal(file.LocalPath));
        return Task.CompletedTask;
    }

    // Whoever writes holds the one writer's place, from before its transaction began.
    protected override Task TakeTurnAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    // read_parquet takes a pattern; a file named a[b] would be read as ab.
    private static string Literal(string path) => Regex.Replace(path, @"[*?\[]", "[$0]");

    // DuckDB works on the calling thread, so it is given one of its own.
    private Task<T> RunAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken ct) =>
        Task.Run(
            async () =>
            {
                await using var connection = _database.Connect();
                try
                {
                    return await work(connection, ct);
                }
                catch (DuckDBException) when (ct.IsCancellationRequested)
                {
                    throw new OperationCanceledException(ct);
                }
            },
            ct);
}
