using System.Data.Common;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Warehouse;

/// <summary>What the engines do alike, which is nearly all: they differ in how to connect, to stage a file and to take turns.</summary>
internal abstract class SqlWarehouse(WarehouseOptions options, TimeProvider clock, ILogger logger) : IWarehouse
{
    private volatile bool _isSchemaChecked;

    internal Action<string, DbConnection>? OnStep { get; init; }

    internal SchemaVersions Schema { get; init; } = new(SchemaScript.ReadAll(options.Engine));

    public async Task ApplySchemaAsync(CancellationToken ct)
    {
        var applied = await WriteAsync((connection, token) => Schema.ApplyAsync(connection, TakeTurnAsync, clock.GetUtcNow(), token), ct);
        Log.SchemaApplied(logger, applied);
    }

    public Task CheckSchemaAsync(CancellationToken ct) =>
        ReadAsync(
            (connection, token) =>
            {
                Schema.Check(connection, token);
                return true;
            },
            ct);

    public async Task ApplyExclusionsAsync(CancellationToken ct)
    {
        var exclusions = options.Exclusions;
        var isChanged = await WriteAsync(
            (connection, token) =>
            {
                CheckSchema(connection, token);
                return Exclusion.ApplyAsync(connection, TakeTurnAsync, exclusions, token);
            },
            ct);
        if (isChanged)
        {
            Log.ExclusionsChanged(logger, exclusions.Count);
        }
    }

    public Task<LoadResult> LoadAsync(CleanFile file, CancellationToken ct) => LoadAsync(file, isKept: true, ct);

    public Task<LoadResult> TryLoadAsync(CleanFile file, CancellationToken ct) => LoadAsync(file, isKept: false, ct);

    public Task<FoundLoad?> FindLoadAsync(string source, string cleanName, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => WarehouseQueries.FindLoad(connection, source, cleanName, token), ct);

    public Task<IReadOnlyList<SourceLoads>> ReadLoadsAsync(CancellationToken ct) => ReadCheckedAsync(WarehouseQueries.ReadLoads, ct);

    public Task<IReadOnlyList<HourlyRows>> ReadHoursAsync(DateTimeOffset since, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => WarehouseQueries.ReadHours(connection, since, token), ct);

    public Task<IReadOnlyList<ChannelComplaints>> ReadChannelsAsync(CancellationToken ct) => ReadCheckedAsync(WarehouseQueries.ReadChannels, ct);

    public Task<IReadOnlyList<TracedComplaint>> TraceAsync(string source, string sourceId, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => Lineage.Trace(connection, source, sourceId, token), ct);

    public Task ReadKeysAsync(string source, string account, Action<KnownComplaint> take, CancellationToken ct) =>
        ReadCheckedAsync(
            (connection, token) =>
            {
                WarehouseQueries.ReadKeys(connection, source, account, take, token);
                return true;
            },
            ct);

    public Task<DateTimeOffset?> FindNewestRowAsync(string source, string account, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => FeedQueries.FindNewestRow(connection, source, account, token), ct);

    public Task<IReadOnlyList<DateTimeOffset>> ReadDeliveriesAsync(string source, string account, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => FeedQueries.ReadDeliveries(connection, source, account, token), ct);

    public Task<IReadOnlyList<FeedCounts>> ReadFeedCountsAsync(DateTimeOffset since, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => FeedQueries.ReadCounts(connection, since, token), ct);

    public Task<IReadOnlyList<Imbalance>> ReadImbalancesAsync(CancellationToken ct) => ReadCheckedAsync(FeedQueries.ReadImbalances, ct);

    public Task<IReadOnlyList<string>> ReadLoadedAsync(string source, string from, int most, CancellationToken ct) =>
        ReadCheckedAsync((connection, token) => WarehouseQueries.ReadLoaded(connection, source, from, most, token), ct);

    /// <summary>Gives the work a connection on which it may write.</summary>
    protected abstract Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken ct);

    /// <summary>Gives the work a connection to read from, beside whoever writes.</summary>
    protected abstract Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, T> work, CancellationToken ct);

    /// <summary>Repeats work that failed because of the moment. Loads only: whoever starts the app or asks it wants an answer now.</summary>
    protected virtual Task<T> RideOutAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct) => work(ct);

    /// <summary>What the engine is to be told at the beginning of a load's transaction.</summary>
    protected virtual void BeginLoad(DbConnection connection, CleanFile file, CancellationToken ct)
    {
    }

    /// <summary>Fills the table staged with the named columns of the file, the keys of its rows and of their days, and for a row store with their marks.</summary>
    protected abstract Task StageAsync(DbConnection connection, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct);

    /// <summary>Returns when this transaction is the only one that changes the warehouse, and sees what those before it did.</summary>
    protected abstract Task TakeTurnAsync(DbConnection connection, CancellationToken ct);

    private Task<LoadResult> LoadAsync(CleanFile file, bool isKept, CancellationToken ct) =>
        RideOutAsync(
            token => WriteAsync(
                (connection, running) =>
                {
                    CheckSchema(connection, running);
                    return LoadAsync(connection, file, isKept, running);
                },
                token),
            ct);

    private async Task<LoadResult> LoadAsync(DbConnection connection, CleanFile file, bool isKept, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var run = new LoadRun(connection, file, options.Engine == WarehouseEngine.Postgres, clock, OnStep, ct);
        if (run.FindEarlier() is { } earlier)
        {
            return earlier;
        }

        BeginLoad(connection, file, ct);
        run.Begin();
        await StageAsync(connection, file, await CleanFileColumns.ReadAsync(file, run.StagedColumns, ct), ct);
        await TakeTurnAsync(connection, ct);
        if (run.FindEarlier() is { } meanwhile) // the same file, loaded by another while this one was staged
        {
            return meanwhile;
        }

        var result = run.Finish();
        ct.ThrowIfCancellationRequested();
        if (isKept)
        {
            await transaction.CommitAsync(ct);
        }

        return result; // what wasn't committed is rolled back
    }

    private Task<T> ReadCheckedAsync<T>(Func<DbConnection, CancellationToken, T> read, CancellationToken ct) =>
        ReadAsync(
            (connection, token) =>
            {
                CheckSchema(connection, token);
                return read(connection, token);
            },
            ct);

    private void CheckSchema(DbConnection connection, CancellationToken ct)
    {
        if (!_isSchemaChecked)
        {
            Schema.Check(connection, ct);
            _isSchemaChecked = true;
        }
    }
}
