using System.Data.Common;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A warehouse in a database of its own on the run's PostgreSQL.</summary>
internal sealed class PostgresStore : Store
{
    private readonly bool _isBorrowed;

    private PostgresStore(string connectionString, PostgresWarehouse warehouse, FakeTimeProvider clock, bool isBorrowed) : base(warehouse, clock)
    {
        ConnectionString = connectionString;
        _isBorrowed = isBorrowed;
    }

    // A copy of an empty warehouse is made faster than its schema is applied.
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        await using var store = await CreateEmptyAsync();
        await store.Warehouse.ApplySchemaAsync(CancellationToken.None);
        await store.DisconnectAsync();
        return await PostgresServer.KeepAsTemplateAsync(store.ConnectionString);
    });

    public string ConnectionString { get; }

    public static async Task<PostgresStore> CreateAsync(WarehouseOptions? options = null, Action<string, DbConnection>? onStep = null) =>
        Open(await PostgresServer.CreateDatabaseAsync(await Template.Value), options, onStep);

    public static async Task<PostgresStore> CreateEmptyAsync(SchemaVersions? schema = null) => Open(await PostgresServer.CreateDatabaseAsync(), schema: schema);

    /// <param name="connectionString">How to reach the database.</param>
    /// <param name="options">Its exclusions and the size of the pool.</param>
    /// <param name="onStep">Called after each step of a load.</param>
    /// <param name="schema">Other scripts than the app's.</param>
    /// <param name="password">Asked for each new connection's password.</param>
    /// <param name="clock">What its retries go by; a clock that stands still unless told otherwise.</param>
    /// <param name="logger">Hears of retries.</param>
    /// <param name="isBorrowed">Whether the database is another store's, which will drop it.</param>
    public static PostgresStore Open(
        string connectionString,
        WarehouseOptions? options = null,
        Action<string, DbConnection>? onStep = null,
        SchemaVersions? schema = null,
        PasswordProvider? password = null,
        TimeProvider? clock = null,
        ILogger<PostgresWarehouse>? logger = null,
        bool isBorrowed = false)
    {
        var standing = NewClock();
        options = new WarehouseOptions
        {
            Engine = WarehouseEngine.Postgres,
            ConnectionString = connectionString,
            MaxPoolSize = options?.MaxPoolSize ?? 10,
            TestNumbers = options?.TestNumbers ?? "",
            OwnAccounts = options?.OwnAccounts ?? "",
        };
        var warehouse = new PostgresWarehouse(Options.Create(options), password, clock ?? standing, logger ?? NullLogger<PostgresWarehouse>.Instance)
        {
            OnStep = onStep,
            Schema = schema ?? new(SchemaScript.ReadAll(WarehouseEngine.Postgres)),
        };
        return new PostgresStore(connectionString, warehouse, standing, isBorrowed);
    }

    public override async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        if (!_isBorrowed)
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)Connect());
            await PostgresServer.DropDatabaseAsync(ConnectionString);
        }
    }

    public override DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    private ValueTask DisconnectAsync() => ((PostgresWarehouse)Warehouse).DisposeAsync();
}
