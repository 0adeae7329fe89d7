using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// One load inside a transaction that the engine holds; the engine fills the table staged between Begin and Finish.
/// onStep is called after each step, so that a test can plant a fault.
/// </summary>
internal sealed class LoadRun(
    DbConnection connection, CleanFile file, bool isRowStore, TimeProvider clock, Action<string, DbConnection>? onStep, CancellationToken ct)
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly long _started = clock.GetTimestamp();
    private readonly LoadScript _script = NewScript(connection, file, isRowStore, ct);

    public IReadOnlyList<string> StagedColumns => _script.Tables.StagedColumns;

    public LoadResult? FindEarlier() =>
        connection.Query(LoadScript.FindEarlier, row => Read(row, alreadyLoaded: true), ct, file.Name, file.ContentHash).SingleOrDefault();

    public void Begin()
    {
        foreach (var create in _script.Tables.Creates)
        {
            connection.Execute(create, ct);
        }

        connection.Execute(
            WorkingTables.FillThisLoad, ct,
            file.Source, file.Name, file.ContentHash, file.RawFile, file.RuleVersion, file.KnownAt.UtcDateTime, _startedAt.UtcDateTime);
    }

    public LoadResult Finish()
    {
        onStep?.Invoke("staged", connection);
        foreach (var step in _script.Steps)
        {
            if (step.Unless is null || !connection.Query(step.Unless, row => row.GetBoolean(0), ct).Single())
            {
                connection.Execute(step.Text, ct);
            }

            onStep?.Invoke(step.Name, connection);
        }

        var result = connection.Query(_script.Counts, row => Read(row, alreadyLoaded: false), ct).Single();
        RowsDoNotBalanceException.ThrowUnlessBalanced(file, result);
        connection.Execute(
            LoadScript.Record, ct,
            result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Older, result.Withdrawn, (long)clock.GetElapsedTime(_started).TotalMilliseconds);
        connection.Execute(LoadScript.RecordBatch, ct, file.Received, file.Rows, file.Duplicates, file.Rejected, file.Ignored);
        foreach (var drop in _script.Tables.Drops)
        {
            connection.Execute(drop, ct);
        }

        onStep?.Invoke("recorded", connection);
        return result;
    }

    private static LoadScript NewScript(DbConnection connection, CleanFile file, bool isRowStore, CancellationToken ct)
    {
        var table = SourceTable.Of(file.Source);
        return new LoadScript(new LoadTerms(table, connection.Columns(table.Name, ct), isRowStore));
    }

    private static LoadResult Read(DbDataReader row, bool alreadyLoaded) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), alreadyLoaded);
}
