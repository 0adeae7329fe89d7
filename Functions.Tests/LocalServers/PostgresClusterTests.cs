using System.Diagnostics;
using System.Globalization;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

internal sealed class PostgresClusterTests
{
    [Test]
    public async Task It_answers_to_its_password_only_and_is_gone_with_its_data_when_stopped()
    {
        var cluster = await PostgresCluster.StartAsync();
        await using (var connection = new NpgsqlConnection(cluster.ConnectionString()))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SHOW data_directory", connection);
            Assert.That(Directory.Exists((string?)await command.ExecuteScalarAsync()), Is.True);
        }

        await using var stranger = new NpgsqlConnection(cluster.ConnectionString().Replace(cluster.Password, "guess", StringComparison.Ordinal));
        Assert.That(async () => await stranger.OpenAsync(), Throws.TypeOf<PostgresException>().With.Property("SqlState").EqualTo("28P01"));

        var id = cluster.ProcessId;
        await cluster.DisposeAsync();
        Assert.That(IsRunning(id), Is.False);
    }

    [Test]
    public async Task Stopped_and_started_again_it_answers_at_the_same_port_with_what_it_held()
    {
        await using var cluster = await PostgresCluster.StartAsync(settings: ["work_mem=5MB"]);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString() + ";Pooling=false");
        await source.CreateCommand("CREATE TABLE kept AS SELECT 42 AS answer").ExecuteNonQueryAsync();

        await cluster.StopAsync();
        Assert.That(async () => await source.OpenConnectionAsync(), Throws.InstanceOf<NpgsqlException>());

        await cluster.StartAgainAsync();
        await using var again = NpgsqlDataSource.Create(cluster.ConnectionString() + ";Pooling=false");
        Assert.That(await again.CreateCommand("SELECT answer FROM kept").ExecuteScalarAsync(), Is.EqualTo(42));
        Assert.That(await again.CreateCommand("SHOW work_mem").ExecuteScalarAsync(), Is.EqualTo("5MB"));

        await cluster.StopAsync();
        await cluster.DisposeAsync();
        Assert.That(Directory.Exists(cluster.DataDirectory), Is.False);
    }

    [Test]
    public async Task It_ends_with_its_parent_even_when_that_is_killed()
    {
        using var parent = TestProcess.Start("postgres");
        var id = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var data = (await parent.StandardOutput.ReadLineAsync())!;
        Assert.That((IsRunning(id), Directory.Exists(data)), Is.EqualTo((true, true)));

        parent.Kill();

        await Eventually.Is(() => !IsRunning(id) && !Directory.Exists(data), "server and data were gone", 20);
    }

    [Test]
    public void The_newest_version_is_taken_and_where_there_is_none_it_says_what_to_install()
    {
        var root = Directory.CreateTempSubdirectory("beejan-binaries-").FullName;
        foreach (var version in (string[])["9.6", "15", "17"])
        {
            var bin = Directory.CreateDirectory(Path.Combine(root, version, "bin")).FullName;
            foreach (var program in version == "17" ? (string[])["pg_dump"] : ["initdb", "postgres"]) // 17 is but a client
            {
                File.WriteAllText(Path.Combine(bin, program), "");
            }
        }

        Assert.That(PostgresBinaries.Find("", root), Is.EqualTo(Path.Combine(root, "15", "bin")));
        Assert.That(PostgresBinaries.Find(Path.Combine(root, "9.6", "bin"), Path.Combine(root, "none")), Is.EqualTo(Path.Combine(root, "9.6", "bin")));
        Assert.That(() => PostgresBinaries.Find("", Path.Combine(root, "none")), Throws.TypeOf<LocalServerException>().With.Message.Contains("apt-get install postgresql"));
        Directory.Delete(root, recursive: true);
    }

    private static bool IsRunning(int id) => Process.GetProcesses().Any(process => process.Id == id);
}
