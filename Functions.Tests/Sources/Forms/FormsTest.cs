using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Forms.Databases;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Gives a fixture a lake, a warehouse and a website, and each test a table of its own.</summary>
internal abstract class FormsTest(string database)
{
    private string _directory = "";
    private int _tables;

    protected TestLake Lake { get; private set; } = null!;

    protected Store Warehouse { get; private set; } = null!;

    protected Website Site { get; private set; } = null!;

    protected string Table { get; set; } = "";

    protected RecordedLogs Logs { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Lake = await TestLake.StartAsync();
        Site = await Website.StartAsync(database);
        _directory = Directory.CreateTempSubdirectory("beejan-forms-").FullName;
        Warehouse = await DuckDbStore.CreateAsync(Path.Combine(_directory, "warehouse.duckdb"));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await Warehouse.DisposeAsync();
        await Site.DisposeAsync();
        await Lake.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [SetUp]
    public void NameTheTable()
    {
        Table = string.Create(CultureInfo.InvariantCulture, $"form_{++_tables}");
        Logs = new RecordedLogs();
    }

    [TearDown]
    public void ForgetLogs() => Logs.Dispose();

    /// <summary>A table with the columns most tests need.</summary>
    protected Task CreateTableAsync(string id = "INTEGER")
        => Site.ExecuteAsync($"CREATE TABLE {Table} (id {id}, created_at {Site.Instant}, updated_at {Site.Instant}, is_deleted BOOLEAN, status TEXT, message TEXT)");

    protected Task InsertAsync(params IEnumerable<(object Id, string UpdatedAt)> rows)
        => Site.ExecuteAsync($"INSERT INTO {Table} (id, updated_at, message) VALUES {string.Join(", ", rows.Select(row => $"({row.Id}, {row.UpdatedAt}, 'row {row.Id.ToString()!.Trim('\'')}')"))}");

    protected FormsExtract Extract(FormsOptions? options = null)
    {
        var settings = Microsoft.Extensions.Options.Options.Create(options ?? Options());
        var logs = new LoggerFactory([Logs]);
        var reconcile = new FormsReconcile(Lake.Store, Warehouse.Warehouse, settings, logs.CreateLogger<FormsReconcile>());
        return new FormsExtract(new EnabledDatabase(settings), Lake.Store, reconcile, settings, PipelineTelemetry.Nowhere, TimeProvider.System, logs.CreateLogger<FormsExtract>());
    }

    /// <param name="maxRows">Forms__MaxRows.</param>
    /// <param name="lag">Forms__Lag, and that late commits are found by it.</param>
    /// <param name="timeZone">Forms__TimeZone.</param>
    /// <param name="table">Forms__Table; null: the test's.</param>
    /// <param name="maxDeletedPercent">Forms__MaxDeletedPercent.</param>
    protected FormsOptions Options(int maxRows = 100_000, TimeSpan? lag = null, string timeZone = "UTC", string? table = null, int maxDeletedPercent = 10) => new()
    {
        Database = Site.Database,
        ConnectionString = Site.ConnectionString,
        Table = table ?? Table,
        TimeZone = timeZone,
        LateCommits = lag is null ? FormsOptions.ByTransactions : FormsOptions.ByLag,
        Lag = lag ?? TimeSpan.FromHours(1),
        MaxRows = maxRows,
        MaxDeletedPercent = maxDeletedPercent,
    };

    protected Task IngestAsync(FormsOptions? options = null) => Extract(options).IngestAsync(CancellationToken.None);

    /// <summary>Runs until no walk is cut; returns the runs it took.</summary>
    protected async Task<int> WalkAsync(FormsOptions options, int within = 100)
    {
        for (var runs = 1; runs <= within; runs++)
        {
            await IngestAsync(options);
            if (await Extract(options).CountWaitingAsync(CancellationToken.None) == 0)
            {
                return runs;
            }
        }

        throw new AssertionException($"The walk did not end within {within} runs.");
    }

    /// <summary>Changes the test's cursor, as time would.</summary>
    protected async Task SetCursorAsync(Func<FormsCursor, FormsCursor> change)
    {
        var cursor = await LakeCursor<FormsCursor>.ReadAsync(Lake.Store, $"forms/{Table}", CancellationToken.None);
        await cursor.MoveAsync(change(cursor.Value), CancellationToken.None);
    }

    protected async Task<FormsCursor> CursorAsync() => (await LakeCursor<FormsCursor>.ReadAsync(Lake.Store, $"forms/{Table}", CancellationToken.None)).Value;

    /// <summary>The test's raw blobs in the order they were written.</summary>
    protected async Task<List<BlobClient>> RawAsync()
    {
        var blobs = new List<BlobItem>();
        await foreach (var blob in Lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = "forms/" }))
        {
            blobs.Add(blob);
        }

        return [.. blobs.Where(blob => RawName.Parse(blob.Name, "forms").Account == Table).OrderBy(blob => blob.Properties.CreatedOn).Select(blob => Lake.Store.Raw.GetBlobClient(blob.Name))];
    }

    /// <summary>Asks DuckDB of one raw blob, or of all of the test's together.</summary>
    protected async Task<string[]> QueryRawAsync(string select, string rest = "", BlobClient? of = null, bool describe = false)
    {
        var paths = new List<string>();
        foreach (var blob in of is null ? await RawAsync() : [of])
        {
            paths.Add(Path.Combine(_directory, Guid.NewGuid().ToString("N") + ".parquet"));
            await blob.DownloadToAsync(paths[^1]);
        }

        var files = $"read_parquet([{string.Join(", ", paths.Select(path => $"'{path}'"))}], union_by_name = true)";
        return paths.Count == 0 ? [] : TestLake.Query($"SELECT {select} FROM {(describe ? $"(DESCRIBE SELECT * FROM {files})" : files)} {rest}");
    }

    protected async Task CleanAsync()
    {
        var cleaner = new FormsCleaner(Lake.CleanStage(), Microsoft.Extensions.Options.Options.Create(new CleaningOptions()));
        foreach (var raw in await RawAsync())
        {
            await cleaner.RunAsync(raw, CancellationToken.None);
        }
    }

    /// <summary>Cleans and loads what is in raw.</summary>
    protected async Task LoadAsync()
    {
        await CleanAsync();
        var load = new LoadStage(Lake.Store, Warehouse.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance);
        foreach (var raw in await RawAsync())
        {
            await load.RunAsync(Lake.CleanOf(raw, "forms"), FormsSource.Name, CancellationToken.None);
        }
    }

    /// <summary>Ingests, cleans, and asks DuckDB of the newest clean file.</summary>
    protected async Task<string[]> CleanedAsync(string select, FormsOptions? options = null, string rest = "ORDER BY record_number")
    {
        await IngestAsync(options);
        await CleanAsync();
        return await Lake.QueryCleanAsync((await RawAsync())[^1], "forms", select, rest);
    }
}
