using System.Data.Common;
using System.Diagnostics;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>Some loads in a process of its own: warmed up, measured, and looked at.</summary>
internal sealed class LoadMeasurement(LoadTask task, CancellationToken ct)
{
    private readonly Engine _engine = Engine.Of(task.Engine);
    private readonly List<LoadFigures.Step> _steps = [];
    private ProcessUse _before = null!;
    private long _started;
    private long _lastStep;

    public static Task<List<LoadFigures>> RunAsync(LoadTask task, CancellationToken ct) => new LoadMeasurement(task, ct).RunAsync();

    private async Task<List<LoadFigures>> RunAsync()
    {
        var figures = new List<LoadFigures>();
        foreach (var way in task.Ways)
        {
            await LoadAsync(way, task.WarmUpStore, task.WarmUp);
        }

        foreach (var way in task.Ways)
        {
            figures.Add(await LoadAsync(way, task.Store, task.File));
        }

        return figures;
    }

    private Task<LoadFigures> LoadAsync(LoadWay way, string store, CleanFile file) => way switch
    {
        LoadWay.Raw or LoadWay.RawKeyed => LoadRawAsync(way, store, file),
        LoadWay.First or LoadWay.SameFile => LoadOursAsync(way, store, file),
        LoadWay.Unchanged => LoadOursAsync(way, store, file with { Name = file.Name + ".again", ContentHash = file.ContentHash + "again" }),
        _ => LoadOursAsync(way, store, file with { Name = file.Name + ".newer", RuleVersion = file.RuleVersion + 1 }),
    };

    private async Task<LoadFigures> LoadOursAsync(LoadWay way, string store, CleanFile file)
    {
        LoadFigures figures;
        var warehouse = _engine.OpenWarehouse(store, (name, _) => Note(name));
        using (var closing = (IDisposable)warehouse)
        {
            await warehouse.CheckSchemaAsync(ct);
            Start();
            var result = await warehouse.LoadAsync(file, ct);
            figures = Stop(way) with { Result = result };
        }

        await using var connection = await ConnectAsync(store);
        return figures with
        {
            Contents = TableContents.Read(connection, SourceTable.Of(file.Source).Name, ct),
            Facts = connection.Query("SELECT count(*) FROM mart.fact_complaint", row => row.GetInt64(0), ct).Single(),
        };
    }

    private async Task<LoadFigures> LoadRawAsync(LoadWay way, string store, CleanFile file)
    {
        var columns = await CreateTableAsync(way, store, file);
        await _engine.PrepareAsync(store, file, columns, ct);

        Start();
        await _engine.CopyAsync(store, file, columns, way == LoadWay.RawKeyed, ct);
        var figures = Stop(way) with { Steps = [] };

        await using var connection = await ConnectAsync(store);
        return figures with { Contents = TableContents.Read(connection, Engine.Table, ct) };
    }

    // The columns of the history, filled as the load fills them.
    private async Task<IReadOnlyList<string>> CreateTableAsync(LoadWay way, string store, CleanFile file)
    {
        await using var connection = await ConnectAsync(store);
        var history = SourceTable.Of(file.Source).Name;
        var all = connection.Columns(history, ct);
        List<string> statements =
        [
            "CREATE SCHEMA bench",
            $"CREATE {(way == LoadWay.Raw ? _engine.Unlogged : "")} TABLE {Engine.Table} AS SELECT * FROM {history} WHERE false",
            $"ALTER TABLE {Engine.Table} ALTER COLUMN rule_version SET DEFAULT {file.RuleVersion}",
            $"ALTER TABLE {Engine.Table} ALTER COLUMN raw_file SET DEFAULT '{file.RawFile}'",
            $"ALTER TABLE {Engine.Table} ALTER COLUMN known_at SET DEFAULT CAST('{file.KnownAt:yyyy-MM-dd HH:mm:sszzz}' AS TIMESTAMPTZ)",
            $"ALTER TABLE {Engine.Table} ALTER COLUMN load_id SET DEFAULT CAST('00000000-0000-0000-0000-000000000001' AS UUID)",
        ];
        if (way == LoadWay.RawKeyed)
        {
            statements.Add($"ALTER TABLE {Engine.Table} ADD PRIMARY KEY ({string.Join(", ", SourceTable.KeyColumns)})");
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

    private LoadFigures Stop(LoadWay way)
    {
        Note("committed");
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var after = ProcessUse.Read(task.ServerProcessId);
        return new(
            way, seconds, after.CpuSeconds - _before.CpuSeconds, after.PeakMiB, after.ServerCpuSeconds - _before.ServerCpuSeconds, after.ServerPeakMiB,
            [.. _steps], new(0, 0, 0, ""), null, null);
    }
}
