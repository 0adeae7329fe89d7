using Beejan.LocalServers;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Support;

/// <summary>One real PostgreSQL for the whole run, started by the first test that asks. Tests use databases of their own.</summary>
internal static class PostgresServer
{
    private static readonly Lazy<PostgresCluster> Started = new(static () =>
        PostgresCluster.StartAsync(TestContext.Progress.WriteLine).GetAwaiter().GetResult());

    /// <summary>Makes a database, empty or as <paramref name="template"/> is, and returns how to connect to it.</summary>
    internal static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"d{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template} STRATEGY file_copy"));
        return Started.Value.ConnectionString(name);
    }

    /// <summary>Closes a database to all but copying, and returns its name.</summary>
    internal static async Task<string> KeepAsTemplateAsync(string connectionString)
    {
        var template = $"t{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {template} TEMPLATE {NameOf(connectionString)} IS_TEMPLATE true ALLOW_CONNECTIONS false");
        return template;
    }

    internal static Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(connectionString)} WITH (FORCE)");

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    internal static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            await Started.Value.DisposeAsync();
        }
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Started.Value.ConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
