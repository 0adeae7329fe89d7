using System.Data.Common;
using System.Diagnostics;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>One load in a process of its own: warmed up, measured, and looked at.</summary>
internal sealed class LoadMeasurement(LoadTask task, CancellationToken ct)
{
    private readonly Engine _engine = Engine.Of(task.Engine);
    private readonly List<LoadFigures.Step> _steps = [];
    private ProcessUse _before = null!;
    private long _started;
    private long _lastStep;

    public static Task<LoadFigures> RunAsync(LoadTask task, CancellationToken ct) => new LoadMeasurement(task, ct).RunAsync();

    private async Task<LoadFigures> RunAsync()
    {
        await LoadAsync(task.WarmUpStore, task.WarmUp);
        return await LoadAsync(task.Store, task.File);
    }

    private Task<LoadFigures> LoadAsync(string store, CleanFile file) => task.Way == LoadWay.Ours ? LoadOursAsync(store, file) : LoadRawAsync(store, file);

    private async Task<LoadFigures> LoadOursAsync(string store, CleanFile file)
    {
        LoadFigures figures;
        var warehouse = _engine.OpenWarehouse(store, (name, _) => Note(name));
        using (var closing = (IDisposable)warehouse)
        {
            await warehouse.CheckSchemaAsync(ct);
            Start();
            await warehouse.LoadAsync(file, ct);
            figures = Stop();
        }

        await using var connection = await ConnectAsync(store);
        return figures with
        {
            Contents = TableContents.Read(connection, SourceTable.Of(file.Source).Name, ct),
            Facts = connection.Query("SELECT count(*) FROM mart.fact_complaint", row => row.GetInt64(0), ct).Single(),
        };
    }

    private async Task<LoadFigures> LoadRawAsync(string store, CleanFile file)
    {
        await using var connection = await ConnectAsync(store);
        var columns = await CreateTableAsync(connection, file);

        Start();
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await _engine.CopyAsync(connection, file, columns, task.Way == LoadWay.RawKeyed, ct);
            await transaction.CommitAsync(ct);
        }

        return Stop() with { Contents = TableContents.Read(connection, "bench.staged", ct), Steps = [] };
    }

    // The columns of the history, filled as the load fills them.
    private async Task<IReadOnlyList<string>> CreateTableAsync(DbConnection connection, CleanFile file)
    {
        var history = SourceTable.Of(file.Source).Name;
        var all = connection.Columns(history, ct);
        List<string> statements =
        [
            "CREATE SCHEMA bench",
            $"CREATE TABLE bench.staged AS SELECT * FROM {history} WHERE false",
            $"ALTER TABLE bench.staged ALTER COLUMN rule_version SET DEFAULT {file.RuleVersion}",
            $"ALTER TABLE bench.staged ALTER COLUMN raw_file SET DEFAULT '{file.RawFile}'",
            $"ALTER TABLE bench.staged ALTER COLUMN known_at SET DEFAULT CAST('{file.KnownAt:yyyy-MM-dd HH:mm:sszzz}' AS TIMESTAMPTZ)",
            "ALTER TABLE bench.staged ALTER COLUMN load_id SET DEFAULT CAST('00000000-0000-0000-0000-000000000001' AS UUID)",
        ];
        if (task.Way == LoadWay.RawKeyed)
        {
            statements.Add($"ALTER TABLE bench.staged ADD PRIMARY KEY ({string.Join(", ", SourceTable.KeyColumns)})");
        }

        statements.ForEach(statement => connection.Execute(statement, ct));
        return await CleanFileColumns.ReadAsync(file, [.. all.Except(SourceTable.AddedColumns)], ct);
    }

    private async Task<DbConnection> ConnectAsync(string store)
    {
        var connection = _engine.Connect(store);
        await connection.OpenAsync(ct);
        connection.Execute("SET TimeZone = 'UTC'", ct);
        return connection;
    }

    private void Start()
    {
        _steps.Clear();
        _before = ProcessUse.Read(task.ServerProcessId);
        _lastStep = _started = Stopwatch.GetTimestamp();
    }

    private void Note(string step)
    {
        _steps.Add(new(step, Stopwatch.GetElapsedTime(_lastStep).TotalSeconds));
        _lastStep = Stopwatch.GetTimestamp();
    }

    private LoadFigures Stop()
    {
        Note("committed");
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var after = ProcessUse.Read(task.ServerProcessId);
        return new(
            seconds, after.CpuSeconds - _before.CpuSeconds, after.PeakMiB, after.ServerCpuSeconds - _before.ServerCpuSeconds, after.ServerPeakMiB,
            [.. _steps], new(0, 0, 0, ""), null);
    }
}
