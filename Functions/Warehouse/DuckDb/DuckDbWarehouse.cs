using System.Data.Common;
using System.Text.RegularExpressions;
using Beejan.Functions.Telemetry;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Warehouse.DuckDb;

/// <summary>The warehouse in a DuckDB file: one writer at a time, readers beside it.</summary>
internal sealed class DuckDbWarehouse(IOptions<WarehouseOptions> options, TimeProvider clock, ILogger<DuckDbWarehouse> logger)
    : IWarehouse, IDisposable
{
    private readonly DuckDbDatabase _database = new(options.Value.Path);
    private readonly SemaphoreSlim _writer = new(1);
    private readonly CancellationTokenSource _disposing = new();
    private volatile bool _isSchemaChecked;
    private volatile bool _isDisposed;

    internal Action<string, DbConnection>? OnStep { get; init; }

    internal SchemaVersions Schema { get; init; } = new(SchemaScript.ReadAll());

    public async Task ApplySchemaAsync(CancellationToken ct)
    {
        var applied = await WriteAsync((connection, token) => Schema.Apply(connection, clock.GetUtcNow(), token), ct);
        Log.SchemaApplied(logger, applied);
    }

    public Task CheckSchemaAsync(CancellationToken ct) =>
        RunAsync(
            (connection, token) =>
            {
                Schema.Check(connection, token);
                return true;
            },
            ct);

    public Task<LoadResult> LoadAsync(CleanFile file, CancellationToken ct) =>
        WriteAsync(
            (connection, token) =>
            {
                CheckSchema(connection, token);
                return Load(connection, file, token);
            },
            ct);

    public Task<IReadOnlyList<SourceLoads>> ReadLoadsAsync(CancellationToken ct) => ReadAsync(WarehouseQueries.ReadLoads, ct);

    public Task<IReadOnlyList<ChannelComplaints>> ReadChannelsAsync(CancellationToken ct) => ReadAsync(WarehouseQueries.ReadChannels, ct);

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

    private LoadResult Load(DuckDBConnection connection, CleanFile file, CancellationToken ct)
    {
        using var transaction = connection.BeginTransaction();
        var run = new LoadRun(connection, file, clock, OnStep, ct);
        if (run.FindEarlier() is { } earlier)
        {
            return earlier;
        }

        run.Begin();
        var columns = string.Join(", ", run.StagedColumns);
        connection.Execute(
            $"INSERT INTO staged ({columns}) SELECT {columns} FROM read_parquet($1, hive_partitioning = false)", ct, Literal(file.LocalPath));
        var result = run.Finish();
        ct.ThrowIfCancellationRequested();
        transaction.Commit();
        return result;
    }

    // read_parquet takes a pattern; a file named a[b] would be read as ab.
    private static string Literal(string path) => Regex.Replace(path, @"[*?\[]", "[$0]");

    private async Task<T> WriteAsync<T>(Func<DuckDBConnection, CancellationToken, T> write, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposing.Token);
        await _writer.WaitAsync(either.Token);
        try
        {
            return await RunAsync(write, either.Token);
        }
        finally
        {
            _writer.Release();
        }
    }

    private Task<T> ReadAsync<T>(Func<DuckDBConnection, CancellationToken, T> read, CancellationToken ct) =>
        RunAsync(
            (connection, token) =>
            {
                CheckSchema(connection, token);
                return read(connection, token);
            },
            ct);

    // DuckDB works on the calling thread, so it is given one of its own.
    private Task<T> RunAsync<T>(Func<DuckDBConnection, CancellationToken, T> work, CancellationToken ct) =>
        Task.Run(
            () =>
            {
                using var connection = _database.Connect();
                try
                {
                    return work(connection, ct);
                }
                catch (DuckDBException) when (ct.IsCancellationRequested)
                {
                    throw new OperationCanceledException(ct);
                }
            },
            ct);

    private void CheckSchema(DuckDBConnection connection, CancellationToken ct)
    {
        if (!_isSchemaChecked)
        {
            Schema.Check(connection, ct);
            _isSchemaChecked = true;
        }
    }
}
