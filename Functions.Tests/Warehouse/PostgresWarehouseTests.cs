using System.Globalization;
using Azure.Core;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Extensions.Logging;
using Moq;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What only a server can do: refuse, vanish, serve several instances of the app at once.</summary>
[TestFixture]
internal sealed class PostgresWarehouseTests() : WarehouseTest(WarehouseEngine.Postgres)
{
    private PostgresStore Postgres => (PostgresStore)Store;

    [Test]
    public async Task A_connection_that_breaks_in_the_middle_of_a_load_is_ridden_out_and_nothing_is_doubled()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "one", OpenedAt = CleanRow.Start });
        using var logs = new RecordedLogs();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        var broken = 0;
        await using var store = PostgresStore.Open(
            Postgres.ConnectionString,
            onStep: (step, connection) =>
            {
                if (step == "facts" && broken++ < 2)
                {
                    Store.Query("SELECT pg_terminate_backend($1)", ((NpgsqlConnection)connection).ProcessID);
                }
            },
            clock: TimeProvider.System,
            logger: factory.CreateLogger<PostgresWarehouse>(),
            isBorrowed: true);

        Assert.That(await store.LoadAsync(file), Is.EqualTo(new LoadResult(1, 1, 0, 0, 0, 0, AlreadyLoaded: false)));

        Assert.That(logs.Lines.Select(line => line.Text), Has.Exactly(2).StartsWith("The warehouse is away (SQLSTATE 57P01)"));
        Assert.That(store.One("SELECT count(*), (SELECT count(*) FROM ops.load), (SELECT sum(complaints) FROM mart.daily_complaints) FROM source.call_log"), Is.EqualTo("1|1|1"));
    }

    [Test]
    public async Task A_load_whose_commit_was_not_heard_of_is_found_to_be_loaded()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "one" });
        await Store.LoadAsync(file);
        var before = Store.Everything(withLoads: true);
        await using var again = Reopen();

        Assert.That((await again.LoadAsync(file)).AlreadyLoaded, Is.True);
        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(before));
    }

    [TestCase("Password=wrong", "28P01")]
    [TestCase("Database=nowhere", "nowhere")]
    [TestCase("Port=1", "Connection refused")]
    public async Task A_server_that_lets_nobody_in_is_named_at_the_start_without_the_password(string part, string reason)
    {
        await using var store = PostgresStore.Open($"{Postgres.ConnectionString};{part}", isBorrowed: true);

        var refused = await Assert.ThrowsAsync<WarehouseUnavailableException>(() => store.Warehouse.CheckSchemaAsync(CancellationToken.None));

        var password = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString).Password!;
        Assert.That(() => store.Warehouse.ApplySchemaAsync(CancellationToken.None), Throws.TypeOf<WarehouseUnavailableException>(), "at once, too");
        Assert.That(refused!.Message, Does.StartWith("The warehouse ").And.Contain(reason).And.Contain("Warehouse__ConnectionString").And.Not.Contain(password));
    }

    [Test]
    public async Task Each_new_connection_asks_for_its_password_so_that_one_that_changes_needs_no_restart()
    {
        var user = $"app_{Guid.NewGuid():N}";
        Store.Query($"CREATE ROLE {user} LOGIN SUPERUSER PASSWORD 'first'");
        var connection = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Username = user, Password = null };
        var password = "first";
        await using var store = PostgresStore.Open(connection.ToString(), password: _ => ValueTask.FromResult(password), isBorrowed: true);
        await store.Warehouse.CheckSchemaAsync(CancellationToken.None);

        Store.Query($"ALTER ROLE {user} PASSWORD 'second'");
        Store.Query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", user);
        password = "second";
        await ReadAsync(store);

        password = "first";
        Store.Query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", user);
        Assert.That(async () => await ReadAsync(store), Throws.TypeOf<WarehouseUnavailableException>().With.Message.Contains("password authentication failed"));
        Store.Query($"DROP ROLE {user}");
    }

    [Test]
    public async Task Entras_token_for_the_database_takes_the_place_of_a_password()
    {
        var credential = new Mock<TokenCredential>(MockBehavior.Strict);
        credential.Setup(mock => mock.GetTokenAsync(It.Is<TokenRequestContext>(context => context.Scopes.Single() == EntraPassword.Scope), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new AccessToken("the token", DateTimeOffset.MaxValue));

        Assert.That(await new EntraPassword(credential.Object).GetAsync(CancellationToken.None), Is.EqualTo("the token"));
    }

    [Test]
    public async Task The_pool_holds_as_many_connections_as_the_setting_says()
    {
        await using var store = PostgresStore.Open(Postgres.ConnectionString, new WarehouseOptions { MaxPoolSize = 2 }, isBorrowed: true);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => store.Warehouse.ReadLoadsAsync(CancellationToken.None)));

        var held = int.Parse(Store.One("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'beejan-complaints' AND datname = current_database()"), CultureInfo.InvariantCulture);
        Assert.That(held, Is.EqualTo(2));
    }

    [Test]
    public async Task Files_are_staged_side_by_side_and_change_the_warehouse_one_after_the_other()
    {
        using var holder = Store.Connect();
        holder.Open();
        using var transaction = holder.BeginTransaction();
        holder.Query("SELECT pg_advisory_xact_lock($1)", row => row.FieldCount, default, PostgresWarehouse.Turn);
        var loads = new[] { "a", "b" }.Select(stem => Store.LoadAsync(Files.Write(stem, new CleanRow("1", 0) { Text = stem }))).ToList();

        // Both have staged and wait; none has written.
        await Eventually.Is(() => Store.One("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'") == "2", "both loads waited for their turn");
        Assert.That(Store.One("SELECT count(*) FROM source.call_log"), Is.EqualTo("0"));

        transaction.Rollback();
        Assert.That((await Task.WhenAll(loads)).Sum(load => load.Inserted), Is.EqualTo(1), "one brought the complaint, the other found it");
    }

    [Test]
    public async Task The_same_file_loaded_by_several_instances_at_once_is_loaded_once()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "one" }, new CleanRow("2", 0));
        await using var other = Reopen();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Store : other).Warehouse.LoadAsync(file, CancellationToken.None)));

        Assert.That(results.Count(result => !result.AlreadyLoaded), Is.EqualTo(1));
        Assert.That(Store.One("SELECT count(*), sum(rows), (SELECT count(*) FROM mart.fact_complaint) FROM ops.load"), Is.EqualTo("1|2|2"));
    }

    [Test]
    public async Task Two_deployments_that_apply_the_schema_at_once_apply_it_once()
    {
        await using var empty = await PostgresStore.CreateEmptyAsync();
        await using var other = PostgresStore.Open(empty.ConnectionString, isBorrowed: true);

        await Task.WhenAll(empty.Warehouse.ApplySchemaAsync(CancellationToken.None), other.Warehouse.ApplySchemaAsync(CancellationToken.None));

        Assert.That(empty.One("SELECT count(*) FROM ops.schema_version"), Is.EqualTo(SchemaScript.ReadAll(WarehouseEngine.Postgres).Count.ToString(CultureInfo.InvariantCulture)));
    }

    // The first connection taken from the pool may be one that was ended in it.
    private static async Task ReadAsync(Store store)
    {
        try
        {
            await store.Warehouse.ReadLoadsAsync(CancellationToken.None);
        }
        catch (WarehouseUnavailableException e) when (e.InnerException is PostgresException { SqlState: "57P01" } or NpgsqlException { InnerException: IOException })
        {
            await store.Warehouse.ReadLoadsAsync(CancellationToken.None);
        }
    }
}
