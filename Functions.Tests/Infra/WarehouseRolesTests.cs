using System.Diagnostics;
using System.Globalization;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.LocalServers;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>infra/warehouse-roles.sql, on a server of its own with Azure's admins played by roles that may no more than these.</summary>
public sealed class WarehouseRolesTests
{
    private const string App = "beejan-dev-app";

    // Azure's, as far as the script needs it: roles of Microsoft Entra have no password there.
    private const string Azure =
        """
        CREATE ROLE azure_pg_admin NOLOGIN CREATEROLE CREATEDB;
        CREATE ROLE ada LOGIN CREATEROLE CREATEDB PASSWORD 'x' IN ROLE azure_pg_admin;
        CREATE ROLE bola LOGIN CREATEROLE CREATEDB PASSWORD 'x' IN ROLE azure_pg_admin;
        CREATE FUNCTION pgaadauth_create_principal_with_oid(name TEXT, oid TEXT, type TEXT, is_admin BOOLEAN, is_mfa BOOLEAN) RETURNS TEXT
            LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN PASSWORD ''x''', name); RETURN name; END $$;
        """;

    private PostgresCluster _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await PostgresCluster.StartAsync(TestContext.Progress.WriteLine);
        await ExecuteAsync(_server.ConnectionString(), Azure);
        await ApplyAsync("ada");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_next_deployment_may_be_another_admins()
        => Assert.That(async () => await ApplyAsync("bola"), Throws.Nothing);

    [Test]
    public async Task The_app_loads_and_reads()
    {
        var folder = Directory.CreateTempSubdirectory("beejan-roles-").FullName;
        await using var store = PostgresStore.Open(As(App), new() { TestNumbers = "+2348000000001" }, isBorrowed: true);
        await store.Warehouse.CheckSchemaAsync(CancellationToken.None);
        await store.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        await store.LoadAsync(new CleanFiles(folder).Write("a", new CleanRow("1", 0) { Phone = "+2348031234567", Text = "no network", OpenedAt = CleanRow.Start }));
        Assert.That((await store.Warehouse.TraceAsync("calllogs", "1", CancellationToken.None)).Single().IsInMart, Is.True);
        Assert.That(store.Query("SELECT text FROM mart.fact_complaint"), Is.EqualTo(new[] { "no network" }));
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("CREATE TABLE mart.other (id INTEGER)")]
    [TestCase("DROP VIEW mart.complaint")]
    [TestCase("ALTER TABLE ops.load ADD COLUMN other INTEGER")]
    [TestCase("CREATE ROLE other")]
    [TestCase("SET ROLE beejan_owner")]
    public void The_app_can_change_no_table_and_make_no_role(string sql)
        => Assert.That(async () => await ExecuteAsync(As(App), sql), Throws.InstanceOf<PostgresException>().With.Property(nameof(PostgresException.SqlState)).EqualTo("42501"));

    /// <summary>As deploy.sh does.</summary>
    private async Task ApplyAsync(string admin)
    {
        string[] arguments =
        [
            "--quiet", "--no-psqlrc", "--file", Path.Combine(Repository.Root, "infra", "warehouse-roles.sql"), "--set", $"app={App}", "--set", "app_object_id=4711", "--set", "database=complaints",
            string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={_server.Port} dbname=postgres user={admin} password=x"),
        ];
        var (exitCode, _, errors) = await Command.RunAsync(new ProcessStartInfo(Path.Combine(PostgresBinaries.Find(), "psql"), arguments));
        Assert.That((exitCode, errors), Is.EqualTo((0, "")));
        await using var store = PostgresStore.Open(As(admin) + ";Options=-c role=beejan_owner", isBorrowed: true);
        await store.Warehouse.ApplySchemaAsync(CancellationToken.None);
    }

    private string As(string user) => new NpgsqlConnectionStringBuilder(_server.ConnectionString("complaints")) { Username = user, Password = "x" }.ToString();

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
