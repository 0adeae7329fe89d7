using System.Data.Common;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Gives each test a folder and a fresh store on the engine that its fixture names.</summary>
internal abstract class WarehouseTest(WarehouseEngine engine)
{
    private int _stores;

    protected WarehouseEngine Engine => engine;

    protected string Folder { get; private set; } = "";

    protected Store Store { get; set; } = null!;

    protected CleanFiles Files { get; private set; } = null!;

    /// <summary>What the store calls after each step of a load.</summary>
    protected Action<string, DbConnection>? OnStep { get; set; }

    [SetUp]
    public async Task SetUpStoreAsync()
    {
        Folder = Directory.CreateTempSubdirectory("beejan-warehouse-").FullName;
        Files = new CleanFiles(Folder);
        OnStep = null;
        _stores = 0;
        Store = await NewStoreAsync();
    }

    [TearDown]
    public async Task RemoveStoreAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected string PathOf(string store) => Path.Combine(Folder, $"{store}.duckdb");

    /// <summary>Another store, empty but for the schema.</summary>
    protected async Task<Store> NewStoreAsync() => engine == WarehouseEngine.DuckDb
        ? await DuckDbStore.CreateAsync(PathOf($"store{_stores++}"), onStep: Notify)
        : await PostgresStore.CreateAsync(onStep: Notify);

    /// <summary>A store without the schema.</summary>
    /// <param name="schema">Other scripts than the app's, to be applied to it.</param>
    protected async Task<Store> NewEmptyStoreAsync(SchemaVersions? schema = null) => engine == WarehouseEngine.DuckDb
        ? DuckDbStore.Open(PathOf($"store{_stores++}"), schema: schema)
        : await PostgresStore.CreateEmptyAsync(schema);

    /// <summary>The same database by an app with other settings or scripts; only one may be open at a time where the engine admits no more.</summary>
    protected Store Reopen(WarehouseOptions? options = null, SchemaVersions? schema = null, Store? of = null) => (of ?? Store) switch
    {
        PostgresStore postgres => PostgresStore.Open(postgres.ConnectionString, options, schema: schema, isBorrowed: true),
        var duckDb => DuckDbStore.Open(((DuckDbStore)duckDb).Path, options, schema: schema),
    };

    private void Notify(string step, DbConnection connection) => OnStep?.Invoke(step, connection);
}
