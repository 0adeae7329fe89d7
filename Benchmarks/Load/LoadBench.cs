using System.CommandLine;
using System.Globalization;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers;

namespace Beejan.Benchmarks.Load;

/// <summary>The load of clean rows into each engine, beside that engine's own bulk path for the same rows in the same run.</summary>
internal sealed class LoadBench(int rows, int runs, IReadOnlyList<WarehouseEngine> engines, CancellationToken ct)
{
    private const int WarmUpRows = 1_000;

    // What goes on in one store, one after the other.
    private static readonly LoadWay[][] Ways =
        [[LoadWay.Raw], [LoadWay.RawKeyed], [LoadWay.First, LoadWay.SameFile, LoadWay.Unchanged, LoadWay.Changed]];

    public static Command Command()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the largest file; a tenth and a hundredth of it show how time grows.", DefaultValueFactory = _ => 1_000_000 };
        var runs = new Option<int>("--runs") { Description = "How often each way is measured; the median counts.", DefaultValueFactory = _ => 5 };
        var engine = new Option<string>("--engine") { Description = "duckdb, postgres or both.", DefaultValueFactory = _ => "both" };
        engine.AcceptOnlyFromAmong("duckdb", "postgres", "both");
        var measure = new Option<bool>("--measure") { Description = "One measurement, told by standard input.", Hidden = true };
        var command = new Command("load", "Loads clean rows into each engine, beside the engine's own bulk path.") { rows, runs, engine, measure };
        command.SetAction((parsed, ct) => parsed.GetValue(measure)
            ? SelfProcess.AnswerAsync<LoadTask, List<LoadFigures>>(LoadMeasurement.RunAsync, ct)
            : new LoadBench(parsed.GetValue(rows), parsed.GetValue(runs), Engines(parsed.GetValue(engine)!), ct).RunAsync());
        return command;
    }

    private async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("beejan-bench-");
        try
        {
            Console.WriteLine(Machine.Describe());
            var warmUp = await CleanCalls.WriteAsync(folder.FullName, WarmUpRows, "warm-up", ct);
            var files = new Dictionary<int, CleanFile>();
            foreach (var size in new[] { rows, rows / 10, rows / 100 })
            {
                files[size] = await CleanCalls.WriteAsync(folder.FullName, size, "calls", ct);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"load: {rows:#,0} rows of call logs in one clean file of {new FileInfo(files[rows].LocalPath).Length / 1e6:0.0} MB; medians of {runs} runs, each in a process of its own"));
            foreach (var engine in engines)
            {
                await RunAsync(engine, files, warmUp, folder.FullName);
            }

            return 0;
        }
        catch (Exception refused) when (refused is BenchException or LocalServerException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(WarehouseEngine engine, Dictionary<int, CleanFile> files, CleanFile warmUp, string folder)
    {
        await using var stores = await Stores.OpenAsync(engine, folder, ct);
        var version = await ReadVersionAsync(engine, stores);
        var figures = files.Keys.ToDictionary(size => size, _ => new List<LoadFigures>());
        for (var run = 0; run < runs; run++)
        {
            // Whoever comes first finds the machine as the others leave it.
            foreach (var ways in run % 2 == 0 ? Ways : Ways.Reverse())
            {
                figures[rows].AddRange(await MeasureAsync(engine, ways, files[rows], warmUp, stores));
            }

            foreach (var (size, file) in files.Where(file => file.Key != rows))
            {
                figures[size].AddRange(await MeasureAsync(engine, [LoadWay.First], file, warmUp, stores));
            }
        }

        new LoadReport(Engine.Of(engine), version, figures).Write();
    }

    private async Task<List<LoadFigures>> MeasureAsync(WarehouseEngine engine, LoadWay[] ways, CleanFile file, CleanFile warmUp, Stores stores)
    {
        var (store, warmUpStore) = (await stores.CreateAsync(ct), await stores.CreateAsync(ct));
        var task = new LoadTask(engine, ways, file, store, warmUp, warmUpStore, stores.ServerProcessId);
        var figures = await SelfProcess.RunAsync<LoadTask, List<LoadFigures>>(["load", "--measure"], task, ct);
        await stores.DropAsync(store, ct);
        await stores.DropAsync(warmUpStore, ct);
        return figures;
    }

    private async Task<string> ReadVersionAsync(WarehouseEngine engine, Stores stores)
    {
        var store = await stores.CreateAsync(ct);
        var version = await Engine.Of(engine).ReadVersionAsync(store, ct);
        await stores.DropAsync(store, ct);
        return version;
    }

    private static WarehouseEngine[] Engines(string word) => word switch
    {
        "duckdb" => [WarehouseEngine.DuckDb],
        "postgres" => [WarehouseEngine.Postgres],
        _ => [WarehouseEngine.DuckDb, WarehouseEngine.Postgres],
    };
}
